/** A value as a message shows it. @param {any} value */
function describeValue(value) {
    if (value === undefined || value === null) {
        return String(value);
    }
    if (typeof value === 'object') {
        return Object.prototype.toString.call(value);
    }
    const text = String(value).slice(0, 60);
    return `${typeof value === 'string' ? JSON.stringify(text) : text} (${typeof value})`;
}

/** Throws a Problem. @param {boolean} isRight @param {string} name @param {string} expected @param {any} given */
function expectArgument(isRight, name, expected, given) {
    if (!isRight) {
        throw { code: 'invalid-argument', message: `${name} must be ${expected}, not ${describeValue(given)}.` };
    }
}

/** Texts by name, without what has no value. @param {Record<string, any>} values */
function textsByName(values) {
    const given = Object.entries(values).filter(([, value]) => value !== undefined && value !== null);
    return Object.fromEntries(given.map(([name, value]) => [name, String(value)]));
}

/**
 * What is sent of a command. It throws a Problem where something else than a command was given, which would run as another one.
 *
 * @param {any} cmd @param {any} args @param {any} options
 */
function execParams(cmd, args, options) {
    const cwd = options?.cwd ?? undefined;
    const env = options?.env ?? {};
    const list = args ?? [];
    expectArgument(typeof cmd === 'string', 'cmd', 'a string', cmd);
    expectArgument(Array.isArray(list), 'args', 'an array of strings', list);
    expectArgument(cwd === undefined || typeof cwd === 'string', 'options.cwd', 'a string', cwd);
    const isPlain = Object.prototype.toString.call(env) === '[object Object]';
    expectArgument(isPlain, 'options.env', 'an object of strings', env);
    return { cmd, args: Array.from(list, String), cwd, env: textsByName(env) };
}
