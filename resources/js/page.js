// What is put into a page before its first script. Each @include line stands for the file it names, and @values for what
// the program tells the page, as JSON (bridge/web/bridgescript.cpp).
(function (/** @type {HostValues} */ values) {
    // @include qwebchannel.js
    // @include wire.js
    // @include netrequest.js
    // @include events.js
    // @include fetch.js
    // @include xhr.js
    // @include workerwire.js
    // @include workers.js
    // @include arguments.js
    // @include pierhead.js
    // @include ddclient.js

    const wire = connectWire(qt.webChannelTransport);
    installFetch(wire);
    installXhr(wire);
    installEventSource(wire);
    installWorkers(wire);
    installThemes(values);
    installDdClient(values, wire);
})(
    // @values
);
