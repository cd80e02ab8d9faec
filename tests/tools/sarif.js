// node sarif.js LOG: is it valid by the schema of SARIF 2.1.0? Run in a folder that has the packages.
const fs = require("fs"), path = require("path");
const load = (name) => require(require.resolve(name, { paths: [process.cwd()] }));
const Ajv = load("ajv-draft-04"), formats = load("ajv-formats");
const folder = path.dirname(require.resolve("@microsoft/jest-sarif/package.json", { paths: [process.cwd()] }));
const schema = JSON.parse(fs.readFileSync(path.join(folder, "lib/schemas/sarif-2.1.0-rtm.5.json")));
// The schema's own pattern for languages is no Unicode regular expression.
const ajv = new (Ajv.default || Ajv)({ strict: false, allErrors: true, unicodeRegExp: false });
(formats.default || formats)(ajv);
const valid = ajv.validate(schema, JSON.parse(fs.readFileSync(process.argv[2])));
console.log(valid ? "valid" : JSON.stringify(ajv.errors.slice(0, 5), null, 1));
process.exit(valid ? 0 : 1);
