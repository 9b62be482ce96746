// What the files of resources/js have from one another and from the engine.
import type { v1Hybrid } from '@docker/extension-api-client-types';

declare global {
    /** What the program tells a page (bridge/web/bridgescript.cpp). */
    interface HostValues {
        image: string;
        platform: string;
        arch: string;
        hostname: string;
        themes: { light: object; dark: object };
        stylesheet: string;
    }

    interface Problem {
        code: string;
        message: string;
        detail?: string;
    }

    interface Wire {
        call(method: string, params: object): Promise<any>;
        /** A call with output: `chunk` gets it piece by piece, `outcome` tells the end. */
        open(method: string, params: object, chunk: (data: any) => void): { outcome: Promise<any>; cancel: () => void };
    }

    class QWebChannel {
        constructor(transport: unknown, ready: (channel: { objects: { bridge: any } }) => void);
    }

    const qt: { webChannelTransport: unknown };
    const InspectorFrontendHost: { sendMessageToBackend(text: string): void };

    interface Window {
        ddClient: v1Hybrid.DockerDesktopClient;
        __ddMuiV5Themes: object;
        __ddMuiV6Themes: object;
        pierheadSetColorScheme(scheme: 'light' | 'dark'): void;
    }

    function connectWire(transport: unknown): Wire;
    function installOriginFetch(): void;
    function installThemes(values: HostValues): void;
    function installDdClient(values: HostValues, wire: Wire): void;
}
