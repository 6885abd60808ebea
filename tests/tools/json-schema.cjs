// node json-schema.cjs SCHEMA < a JSON array of documents; prints [[number, place, message], …] of what is wrong.
const { readFileSync } = require("node:fs");
const Ajv = require("ajv/dist/2020");
const ajv = new Ajv({ allErrors: true, strict: true, strictTypes: false, strictRequired: false });
require("ajv-formats")(ajv);
const check = ajv.compile(JSON.parse(readFileSync(process.argv[2], "utf8")));
const wrong = [];
JSON.parse(readFileSync(0, "utf8")).forEach((one, number) => {
  if (!check(one)) for (const e of check.errors) wrong.push([number, e.instancePath, e.message]);
});
console.log(JSON.stringify(wrong));
