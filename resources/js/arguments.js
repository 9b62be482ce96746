/**
 * The text of any value; nothing where it has none, as an object without a prototype.
 *
 * @param {any} value
 * @returns {string | undefined}
 */
function textOf(value) {
    try {
        return String(value);
    } catch {
        return undefined;
    }
}

/** A value as a message shows it. @param {any} value */
function describeValue(value) {
    if (value === undefined || value === null) {
        return String(value);
    }
    if (typeof value === 'object') {
        return Object.prototype.toString.call(value);
    }
    const text = (textOf(value) ?? '').slice(0, 60);
    return `${typeof value === 'string' ? JSON.stringify(text) : text} (${typeof value})`;
}

/** Throws a Problem. @param {boolean} isRight @param {string} name @param {string} expected @param {any} given */
function expectArgument(isRight, name, expected, given) {
    if (!isRight) {
        throw { code: 'invalid-argument', message: `${name} must be ${expected}, not ${describeValue(given)}.` };
    }
}

/** A value's text; throws a Problem where it has none. @param {string} name @param {any} value */
function expectText(name, value) {
    const text = textOf(value);
    expectArgument(text !== undefined, name, 'a string', value);
    return String(text);
}

/** Texts by name, without what has no value. @param {Record<string, any>} values */
function textsByName(values) {
    const given = Object.entries(values).filter(([, value]) => value !== undefined && value !== null);
    return Object.fromEntries(given.map(([name, value]) => [name, expectText(name, value)]));
}

/** Whether a value's text stands for the value, and not for its kind alone. @param {any} value */
function isTextual(value) {
    switch (typeof value) {
        case 'function':
        case 'symbol':
            return false;
        case 'object':
            return !Array.isArray(value) && !(textOf(value) ?? '[object').startsWith('[object');
        default:
            return true;
    }
}

/**
 * A command's arguments as texts. Those that have no value are left out: nothing is left of them where arguments are joined to
 * a line, as Docker Desktop does.
 *
 * @param {any[]} list
 */
function argumentTexts(list) {
    return list.flatMap((value, index) => {
        if (value === undefined || value === null) {
            return [];
        }
        expectArgument(isTextual(value), `args[${index}]`, 'a string', value);
        return [String(value)];
    });
}

/** The line of a command that may be none, for people. @param {any} cmd @param {any} args */
function describeCommand(cmd, args) {
    const words = [cmd].concat(args ?? []).filter((word) => word !== undefined && word !== null);
    return words.map((word) => textOf(word) ?? describeValue(word)).join(' ');
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
    return { cmd, args: argumentTexts(list), cwd, env: textsByName(env) };
}
