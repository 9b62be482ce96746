import type { v1 } from "@docker/extension-api-client-types";

/** The part of WebSocket that `webSocket()` gives. */
export interface ServiceSocket {
  readonly readyState: number;
  readonly protocol?: string;
  binaryType?: string;
  onopen: ((event: any) => void) | null;
  onmessage: ((event: { data: any }) => void) | null;
  onclose: ((event: { code: number; reason: string; wasClean?: boolean }) => void) | null;
  onerror: ((event: any) => void) | null;
  addEventListener(type: string, listener: (event: any) => void): void;
  removeEventListener(type: string, listener: (event: any) => void): void;
  send(data: string | ArrayBuffer | ArrayBufferView): void;
  close(code?: number, reason?: string): void;
}

export interface StreamRequest {
  url: string;
  method?: string;
  headers?: Record<string, string>;
  data?: unknown;
}

export interface StreamCallbacks {
  onHead?(head: { status: number; reason: string; headers: Headers }): void;
  onData?(bytes: Uint8Array): void;
  /** For a service that sends events. */
  onEvent?(event: { type: string; data: string; lastEventId: string }): void;
  onEnd?(): void;
  onError?(error: Error): void;
}

export interface InteractiveOptions {
  cwd?: string;
  env?: Record<string, string | undefined>;
  pty?: { columns: number; rows: number };
  stream: v1.ExecStreamOptions;
}

export type InteractiveExec = (cmd: string, args: string[], options: InteractiveOptions) => InteractiveProcess;

export interface InteractiveProcess {
  write(data: string | Uint8Array): Promise<void>;
  closeInput(): void;
  resize(size: { columns: number; rows: number }): void;
  close(): void;
}

/** `ddClient.pierhead`: what Pierhead has beyond Docker's interface. */
export interface Extras {
  readonly version: number;
  readonly vm: {
    readonly service: {
      webSocket(url: string, protocols?: string | string[]): ServiceSocket;
      stream(request: StreamRequest, callbacks: StreamCallbacks): { close(): void };
    };
    readonly cli: { exec: InteractiveExec };
  };
  readonly host: { readonly cli: { exec: InteractiveExec } };
  readonly docker: { readonly cli: { exec: InteractiveExec } };
  readonly secrets: {
    get(name: string): Promise<string | null>;
    set(name: string, value: string): Promise<void>;
    delete(name: string): Promise<void>;
  };
  readonly dialog: { showSaveDialog(options?: object): Promise<{ canceled: boolean; filePath?: string }> };
}
