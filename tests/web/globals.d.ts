// What the files of resources/js have from one another and from the engine.
import type { v1, v1Hybrid } from '@docker/extension-api-client-types';

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

    /** A call with output and, for some methods, input. */
    interface WireStream {
        /** Tells the end; a rejection is a Problem. */
        outcome: Promise<any>;
        cancel(): void;
        /** Resolves when the program has dealt with it, or the stream is over. */
        write(data: any): Promise<void>;
    }

    /** Gets a chunk; where it cannot use more yet, it says with a promise when it can. */
    type ChunkReceiver = (data: any) => Promise<any> | undefined | void;

    interface Wire {
        call(method: string, params: object): Promise<any>;
        open(method: string, params: object, chunk: ChunkReceiver): WireStream;
    }

    interface RunningCall {
        resolve: (result: any) => void;
        reject: (problem: Problem) => void;
        chunk?: ChunkReceiver;
        /** Until the parcels have come that it has been sent so far. */
        fetching?: Promise<void>;
        /** For each input under way, what is called when it is taken. */
        writing: (() => void)[];
    }

    interface NetRequest {
        url: string;
        method: string;
        headers: [string, string][];
        body: Uint8Array;
        followsRedirects: boolean;
        usesCookies: boolean;
    }

    interface NetHead {
        status: number;
        reason: string;
        /** After redirects. */
        url: string;
        isRedirected: boolean;
        headers: [string, string][];
    }

    interface NetReceiver {
        onSent?(bytes: number, total: number): void;
        onHead(head: NetHead): void;
        onBody(bytes: Uint8Array): Promise<any> | undefined | void;
    }

    type Exec = v1.Exec;
    type ExecProcess = v1.ExecProcess;
    type ExecResult = v1.ExecResult;
    type SpawnOptions = v1.SpawnOptions;

    /** Docker's own type of the client, with what other versions of it have and what is Pierhead's. */
    type HostedClient = v1Hybrid.DockerDesktopClient & {
        navigateToDevEnvironments(): Promise<any>;
        spawnInVMExtension: Function;
        desktopUI: { navigation: object };
        pierhead: object;
    };

    class QWebChannel {
        constructor(transport: unknown, ready: (channel: { objects: { bridge: any } }) => void);
    }

    const qt: { webChannelTransport: unknown };
    const InspectorFrontendHost: { sendMessageToBackend(text: string): void };

    interface Window {
        ddClient: HostedClient;
        __ddMuiV5Themes: object;
        __ddMuiV6Themes: object;
        pierheadSetColorScheme(scheme: 'light' | 'dark'): void;
    }

    function connectWire(transport: unknown): Wire;
    /** What ddclient.js has for pierhead.js. */
    interface ClientTools {
        call(method: string, params?: object): Promise<any>;
        callWith(method: string, paramsOf: () => object): Promise<any>;
        errorOf(problem: any): Error;
        tellPage(callback: any, ...args: any[]): any;
        openExec(method: string, paramsOf: () => object, callbacks: any): { close: () => void; write: (data: any) => Promise<void> };
        requestParams(config: any): Promise<object>;
    }

    function makePierhead(wire: Wire, tools: ClientTools): object;
    function toBase64(bytes: Uint8Array): string;
    function fromBase64(text: string): Uint8Array;
    function bytesOf(source: ArrayBuffer | ArrayBufferView): Uint8Array;
    function baseUrl(): string;
    function isOwnUrl(url: URL): boolean;
    function isWebUrl(url: URL): boolean;
    function packBody(body: BodyInit): Promise<{ bytes: Uint8Array; type: string | null }>;
    function openNetRequest(wire: Wire, request: NetRequest, receiver: NetReceiver): WireStream;
    function addHandlers(target: { prototype: EventTarget }, types: string[]): void;
    function makeEventReader(
        tell: (event: { type: string; data: string; lastEventId: string }) => void,
        setRetry?: (milliseconds: number) => void,
    ): (bytes: Uint8Array) => void;
    /** The URL of the script with the requests of pages, or nothing where it gets none. */
    type WorkerScriptFinder = (url: string | URL, options?: WorkerOptions) => string | undefined;

    function connectPort(): { wire: Wire; attach(port: MessagePort): void; close(): void };
    function installEventSource(wire: Wire): void;
    function installFetch(wire: Wire): void;
    function installXhr(wire: Wire): void;
    function installWorkers(wire: Wire): void;
    function installThemes(values: HostValues): void;
    function installDdClient(values: HostValues, wire: Wire): void;
}
