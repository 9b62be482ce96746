// Runs in the hidden developer-tools page of an extension's page (bridge/web/colorschemeoverride.cpp). The engine lets that
// page speak the DevTools protocol with the other. The tools themselves are not wanted, so an empty document takes their
// place before any of them is loaded; it keeps the connection.
(function () {
    document.open();
    document.write('<!doctype html><title></title>');
    document.close();

    // What the engine tells the tools about the page is of no use here.
    Object.assign(window, { DevToolsAPI: { dispatchMessage() {}, dispatchMessageChunk() {} } });

    let lastId = 0;

    window.pierheadSetColorScheme = function (scheme) {
        const features = [{ name: 'prefers-color-scheme', value: scheme }];
        InspectorFrontendHost.sendMessageToBackend(
            JSON.stringify({ id: ++lastId, method: 'Emulation.setEmulatedMedia', params: { media: '', features } }),
        );
    };
})();
