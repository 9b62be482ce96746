/**
 * The two theme globals, and the stylesheet for pages that ask for it with the class dockerDesktopTheme.
 *
 * @param {HostValues} values
 */
function installThemes(values) {
    window.__ddMuiV5Themes = values.themes;
    window.__ddMuiV6Themes = values.themes;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(values.stylesheet);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}

/**
 * window.ddClient: one frozen object whose methods need no `this`.
 *
 * @param {HostValues} values
 * @param {Wire} wire
 */
function installDdClient(values, wire) {
    /** Adds what Docker's errors do not have, unseen by who lists their fields. @param {Error} error @param {object} fields */
    function withOwn(error, fields) {
        for (const [name, value] of Object.entries(fields)) {
            Object.defineProperty(error, name, { value, configurable: true, writable: true });
        }
        return error;
    }

    /** @param {Problem | Error} problem */
    function errorOf(problem) {
        if (problem instanceof Error) {
            return problem;
        }
        return withOwn(new Error(problem.message), { problem: problem.code, detail: problem.detail });
    }

    /**
     * What paramsOf throws is the rejection, too.
     *
     * @param {string} method @param {() => object} paramsOf @returns {Promise<any>}
     */
    async function callWith(method, paramsOf) {
        try {
            return await wire.call(method, paramsOf());
        } catch (problem) {
            throw errorOf(/** @type {Problem | Error} */ (problem));
        }
    }

    /** @param {string} method @param {object} [params] */
    const call = (method, params = {}) => callWith(method, () => params);

    /** For what returns nothing: a problem is told on the console. @param {string} method @param {object} params */
    function tell(method, params) {
        call(method, params).catch((error) => console.error(`ddClient.${method}: ${error.message}`));
    }

    /** @param {string} text @returns {any} */
    function parseJson(text) {
        try {
            return JSON.parse(text);
        } catch (error) {
            // Templates are often quoted for a shell, and then printed with their quotes.
            const quoted = /^\s*(["'])([^]*)\1\s*$/.exec(text);
            if (quoted) {
                return JSON.parse(quoted[2]);
            }
            throw error;
        }
    }

    /** @param {any} outcome @returns {ExecResult} */
    function execResult(outcome) {
        const { cmd, stdout, stderr } = outcome;
        const lines = () => stdout.split(/\r?\n/);
        return {
            cmd,
            killed: false,
            code: 0,
            stdout,
            stderr,
            lines,
            parseJsonLines: () => lines().filter((/** @type {string} */ line) => line.trim()).map(parseJson),
            parseJsonObject: () => parseJson(stdout),
        };
    }

    /** What a failed command rejects with; every field is its own and enumerable. @param {any} fields */
    function execError(fields) {
        const error = new Error(`Command failed: ${fields.cmd}\n${fields.stderr}`);
        return Object.assign(error, { killed: false, signal: null, stdout: '' }, fields);
    }

    /** Runs a callback of the page: what it throws is its own affair. @param {any} callback @param {any[]} args */
    function tellPage(callback, ...args) {
        try {
            return callback?.(...args);
        } catch (error) {
            console.error(error);
            return undefined;
        }
    }

    /**
     * Hands output on as it comes, or line by line: without the line's end, each of the two channels for itself.
     *
     * @param {any} callbacks
     */
    function outputOf({ onOutput, splitOutputLines }) {
        /** @type {Record<string, string>} */
        const begun = { stdout: '', stderr: '' };
        /** @param {string} channel @param {string} text */
        const hand = (channel, text) => tellPage(onOutput, { [channel]: text });
        return {
            /** @param {Record<string, string>} data */
            take(data) {
                for (const [channel, text] of Object.entries(data)) {
                    if (!splitOutputLines) {
                        hand(channel, text);
                        continue;
                    }
                    const lines = (begun[channel] + text).split('\n');
                    begun[channel] = lines.pop() ?? '';
                    lines.forEach((line) => hand(channel, line.endsWith('\r') ? line.slice(0, -1) : line));
                }
            },
            flush() {
                Object.entries(begun).forEach(([channel, text]) => text && hand(channel, text));
            },
        };
    }

    /**
     * Like wire.open(); what paramsOf throws is the stream's end.
     *
     * @param {string} method @param {() => object} paramsOf @param {ChunkReceiver} chunk @returns {WireStream}
     */
    function open(method, paramsOf, chunk) {
        try {
            return wire.open(method, paramsOf(), chunk);
        } catch (problem) {
            return { outcome: Promise.reject(problem), cancel: () => {}, write: async () => {} };
        }
    }

    /** @param {string} method @param {() => object} paramsOf @param {any} callbacks */
    function openExec(method, paramsOf, callbacks) {
        const output = outputOf(callbacks);
        let isClosed = false;
        const { outcome, cancel, write } = open(method, paramsOf, (data) => {
            if (!isClosed) {
                output.take(data);
            }
        });
        /** @param {Error} error */
        const fail = (error) => {
            output.flush();
            if (callbacks.onError) {
                tellPage(callbacks.onError, error);
            } else {
                console.error(`ddClient.${method}: ${error.message}`);
            }
        };
        outcome.then(
            ({ code, signal }) => {
                if (isClosed) {
                    return;
                }
                if (signal) {
                    fail(Object.assign(new Error(`The command was ended by ${signal}.`), { signal }));
                    return;
                }
                output.flush();
                tellPage(callbacks.onClose, code);
            },
            (problem) => isClosed || fail(errorOf(problem)),
        );
        const close = () => {
            isClosed = true;
            cancel();
        };
        return { close, write };
    }

    /** What a command that could not run rejects with. @param {any} cmd @param {any} args @param {Problem} problem */
    function refusedExec(cmd, args, problem) {
        const stderr = [problem.message, problem.detail].filter(Boolean).join('\n');
        return withOwn(execError({ cmd: describeCommand(cmd, args), code: -1, stderr }), { problem: problem.code });
    }

    /** @param {string} method @returns {Exec} */
    function execOf(method) {
        /** @param {string} cmd @param {string[]} args @param {object} [options] */
        const run = async (cmd, args, options) => wire.call(method, execParams(cmd, args, options));

        /** @param {string} cmd @param {string[]} args @param {Partial<SpawnOptions>} [options] */
        function exec(cmd, args, options) {
            if (options?.stream) {
                const { close } = openExec(method, () => execParams(cmd, args, options), options.stream);
                return /** @type {ExecProcess} */ (Object.freeze({ close }));
            }
            return run(cmd, args, options).then(
                (outcome) => {
                    if (outcome.code === 0) {
                        return execResult(outcome);
                    }
                    throw execError({ ...outcome, code: outcome.code ?? -1 });
                },
                (problem) => {
                    throw refusedExec(cmd, args, problem);
                },
            );
        }
        // Which of the two it gives is known by the options alone.
        return /** @type {Exec} */ (exec);
    }

    /** What is sent as a body: text, or bytes, with the type that backends expect of it. @param {any} data */
    async function bodyOf(data) {
        if (data === undefined || data === null) {
            return { body: '', type: undefined };
        }
        const isBinary = [ArrayBuffer, Blob, FormData, URLSearchParams].some((kind) => data instanceof kind);
        if (isBinary || ArrayBuffer.isView(data)) {
            const { bytes, type } = await packBody(data);
            return { bytes: toBase64(bytes), type: type ?? 'application/octet-stream' };
        }
        if (typeof data !== 'string') {
            return { body: JSON.stringify(data), type: 'application/json' };
        }
        try {
            JSON.parse(data);
            return { body: data, type: 'application/json' };
        } catch {
            return { body: data, type: 'text/plain;charset=utf-8' };
        }
    }

    /** A response that is no success; every field is its own and enumerable. @param {any} response */
    function serviceError({ status, reason, body }) {
        const message = body || reason || `The service answered with status ${status}.`;
        const error = Object.assign(new Error(), { name: reason || 'Error', statusCode: status });
        return Object.defineProperty(error, 'message', { value: message, enumerable: true });
    }

    /** @param {any} config */
    async function requestParams(config) {
        expectArgument(typeof config === 'object' && config !== null, 'The request', 'an object with a url', config);
        expectArgument(typeof config.url === 'string' || config.url instanceof URL, 'url', 'a string', config.url);
        const method = String(config.method ?? 'GET').toUpperCase();
        const hasBody = method !== 'GET' && method !== 'HEAD';
        const { type, ...body } = await bodyOf(hasBody ? config.data : undefined);
        const headers = textsByName(config.headers ?? {});
        if (type && !Object.keys(headers).some((name) => name.toLowerCase() === 'content-type')) {
            headers['Content-Type'] = type;
        }
        return { url: String(config.url), method, headers, ...body };
    }

    /** @param {any} config @returns {Promise<any>} */
    async function request(config) {
        const params = await requestParams(config).catch((problem) => Promise.reject(errorOf(problem)));
        const response = await call('extension.vm.service.request', params);
        if (response.status < 200 || response.status > 299) {
            throw serviceError(response);
        }
        try {
            return JSON.parse(response.body);
        } catch {
            return response.body;
        }
    }

    /** @param {string} method */
    const requestOf = (method) => (/** @type {string} */ url, /** @type {any} */ data) => request({ url, method, data, headers: {} });
    const service = Object.freeze({
        get: requestOf('GET'),
        post: requestOf('POST'),
        put: requestOf('PUT'),
        patch: requestOf('PATCH'),
        delete: requestOf('DELETE'),
        head: requestOf('HEAD'),
        request,
    });

    /** What is shown of any value, for these must not throw. @param {any} value */
    const shown = (value) => textOf(value) ?? describeValue(value);
    /** @param {string} kind */
    const toastOf = (kind) => (/** @type {any} */ message) =>
        tell(`desktopUI.toast.${kind}`, { message: shown(message instanceof Error ? message.message : message) });
    /** @param {string} view */
    const navigateTo = (view) => (/** @type {any[]} */ ...args) =>
        callWith('desktopUI.navigate', () => ({ view, args: args.map((arg, index) => expectText(`Argument ${index + 1}`, arg)) }));
    const openExternal = (/** @type {any} */ url) => tell('host.openExternal', { url: shown(url) });
    const listContainers = (/** @type {any} */ options) => call('docker.listContainers', options);
    const listImages = (/** @type {any} */ options) => call('docker.listImages', options);
    const execInVm = execOf('extension.vm.cli.exec');
    const execOnHost = execOf('extension.host.cli.exec');
    const execDocker = execOf('docker.cli.exec');
    const toast = Object.freeze({ success: toastOf('success'), warning: toastOf('warning'), error: toastOf('error') });
    const navigate = Object.freeze({
        viewContainers: navigateTo('containers'),
        viewContainer: navigateTo('container'),
        viewContainerLogs: navigateTo('container-logs'),
        viewContainerInspect: navigateTo('container-inspect'),
        viewContainerTerminal: navigateTo('container-terminal'),
        viewContainerStats: navigateTo('container-stats'),
        viewImages: navigateTo('images'),
        viewImage: navigateTo('image'),
        viewVolumes: navigateTo('volumes'),
        viewVolume: navigateTo('volume'),
        viewDevEnvironments: navigateTo('dev-environments'),
    });

    /** The older form of a stream: one callback for output, errors and the end. Its data is always an object. @param {Exec} exec */
    const spawnOf = (exec) => (/** @type {string} */ cmd, /** @type {string[]} */ args, /** @type {any} */ callback) => {
        exec(cmd, args, {
            stream: {
                onOutput: (/** @type {any} */ data) => callback(data, undefined),
                onError: (/** @type {any} */ error) => callback({}, error),
                onClose: (/** @type {number} */ code) => callback({ code }, undefined),
            },
        });
    };

    /** @satisfies {HostedClient} */
    const client = {
        extension: Object.freeze({
            image: values.image,
            vm: Object.freeze({ cli: Object.freeze({ exec: execInVm }), service }),
            host: Object.freeze({ cli: Object.freeze({ exec: execOnHost }) }),
        }),
        desktopUI: Object.freeze({
            toast,
            dialog: Object.freeze({
                showOpenDialog: (/** @type {any} */ options) => call('desktopUI.dialog.showOpenDialog', options),
            }),
            navigate,
            // The name that Docker's prose once had.
            navigation: navigate,
        }),
        host: Object.freeze({
            openExternal,
            platform: values.platform,
            arch: values.arch,
            hostname: values.hostname,
        }),
        docker: Object.freeze({ cli: Object.freeze({ exec: execDocker }), listContainers, listImages }),
        pierhead: makePierhead(wire, { call, callWith, errorOf, tellPage, openExec, requestParams }),

        // The members of the first version of the interface.
        backend: Object.freeze({
            ...service,
            execInContainer: (/** @type {string} */ container, /** @type {string} */ cmd) => execDocker('exec', [container, cmd]),
            execInVMExtension: (/** @type {string} */ cmd) => execInVm(cmd, []),
            spawnInVMExtension: spawnOf(execInVm),
        }),
        spawnInVMExtension: spawnOf(execInVm),
        toastSuccess: toast.success,
        toastWarning: toast.warning,
        toastError: toast.error,
        listContainers,
        listImages,
        execHostCmd: (/** @type {string} */ cmd) => execOnHost(cmd, []),
        spawnHostCmd: spawnOf(execOnHost),
        execDockerCmd: (/** @type {string} */ cmd, /** @type {string[]} */ ...args) => execDocker(cmd, args),
        spawnDockerCmd: spawnOf(execDocker),
        navigateToContainers: navigate.viewContainers,
        navigateToContainer: navigate.viewContainer,
        navigateToContainerLogs: navigate.viewContainerLogs,
        navigateToContainerInspect: navigate.viewContainerInspect,
        navigateToContainerStats: navigate.viewContainerStats,
        navigateToImages: navigate.viewImages,
        navigateToImage: navigate.viewImage,
        navigateToVolumes: navigate.viewVolumes,
        navigateToVolume: navigate.viewVolume,
        navigateToDevEnvironments: navigate.viewDevEnvironments,
        openExternal,
    };

    Object.defineProperty(window, 'ddClient', { value: Object.freeze(client), enumerable: true });
}
