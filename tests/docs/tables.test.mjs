// SPDX-License-Identifier: MIT
// The measured tables in the pages are those of the training record.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";

test("the tables in the pages say what the training record says", () => {
  const { status, stderr } = spawnSync(process.execPath, ["scripts/docs-tables.mjs", "--check"], { encoding: "utf8" });
  assert.equal(status, 0, stderr);
});
