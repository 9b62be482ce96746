// What is put into a page before its first script. Each @include line stands for the file it names, and @values for what
// the program tells the page, as JSON (bridge/web/bridgescript.cpp).
(function (/** @type {HostValues} */ values) {
    // @include qwebchannel.js
    // @include originfetch.js
    // @include wire.js
    // @include ddclient.js

    installOriginFetch();
    installThemes(values);
    installDdClient(values, connectWire(qt.webChannelTransport));
})(
    // @values
);
