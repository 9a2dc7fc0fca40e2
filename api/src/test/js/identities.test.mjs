// @azure/identity and @azure/arm-msi, as they come from their registry.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { all, arm, byCertificate, bySecret, eachOf, failure, identities, subscription } from "./server.mjs";

const group = "js-identities";
const credential = bySecret();
const client = identities(credential).userAssignedIdentities;
const location = "westeurope";

before(() => arm(credential, "PUT", `/subscriptions/${subscription}/resourceGroups/${group}`, { location }));

test("a secret and a certificate get tokens for the same application", async () => {
  const claims = (token) => JSON.parse(Buffer.from(token.split(".")[1], "base64url"));
  const scope = "https://management.azure.com/.default";
  const first = claims((await credential.getToken(scope)).token);
  const second = claims((await byCertificate().getToken(scope)).token);
  assert.equal(first.appid, second.appid);
  assert.equal(first.oid, second.oid);
  assert.equal(first.aud, "https://management.azure.com");
  assert.deepEqual([first.appidacr, second.appidacr], ["1", "2"]);
});

test("a wrong secret is told by its number", async () => {
  await assert.rejects(
    bySecret("not-the-secret").getToken("https://management.azure.com/.default"),
    /AADSTS7000215/,
  );
});

test("an identity is created, read, updated and deleted", async () => {
  const made = await client.createOrUpdate(group, "js-one", { location, tags: { a: "1" } });
  assert.equal(made.type, "Microsoft.ManagedIdentity/userAssignedIdentities");
  assert.match(made.principalId, /^[0-9a-f-]{36}$/);
  const read = await client.get(group, "js-one");
  assert.deepEqual(read, made);
  const updated = await client.update(group, "js-one", { tags: { b: "2" } });
  assert.deepEqual(updated.tags, { b: "2" });
  const again = await client.createOrUpdate(group, "js-one", { location });
  assert.equal(again.principalId, made.principalId);
  assert.equal(again.clientId, made.clientId);
  await client.delete(group, "js-one");
  assert.deepEqual(await failure(client.get(group, "js-one")), {
    status: 404,
    code: "ResourceNotFound",
  });
  await client.delete(group, "js-one");
});

test("what cannot be is told by status and code", async () => {
  assert.deepEqual(await failure(client.createOrUpdate("nowhere", "js-one", { location })), {
    status: 404,
    code: "ResourceGroupNotFound",
  });
  assert.deepEqual(await failure(client.createOrUpdate(group, "x", { location })), {
    status: 400,
    code: "InvalidResourceName",
  });
});

test("listings of a group and of the subscription are followed page by page", async () => {
  const names = Array.from({ length: 205 }, (_, n) => `paged-${String(n).padStart(3, "0")}`);
  await eachOf(names, (name) => client.createOrUpdate(group, name, { location }));
  const paged = (items) => items.map((item) => item.name).filter((name) => name.startsWith("paged-"));
  const pages = [];
  for await (const page of client.listByResourceGroup(group).byPage()) {
    pages.push(page.length);
  }
  assert.ok(pages.length > 1, `pages of ${pages}`);
  assert.deepEqual(paged(await all(client.listByResourceGroup(group))).sort(), names);
  assert.deepEqual(paged(await all(client.listBySubscription())).sort(), names);
});

test("the client id of a system identity is told", async () => {
  const machine = `/subscriptions/${subscription}/resourceGroups/${group}/providers/Microsoft.Compute/virtualMachines/vm1`;
  const made = await arm(credential, "PUT", machine, { location, identity: { type: "SystemAssigned" } });
  const system = await identities(credential).systemAssignedIdentities.getByScope(machine.slice(1));
  assert.equal(system.principalId, made.identity.principalId);
  assert.match(system.clientId, /^[0-9a-f-]{36}$/);
});

test("federated credentials are added, listed, changed and removed", async () => {
  await client.createOrUpdate(group, "js-federated", { location });
  const federated = identities(credential).federatedIdentityCredentials;
  const asked = {
    issuer: "https://issuer.example",
    subject: "main",
    audiences: ["api://AzureADTokenExchange"],
  };
  const made = await federated.createOrUpdate(group, "js-federated", "ci-main", asked);
  assert.equal(made.type, "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials");
  assert.deepEqual([made.issuer, made.subject, made.audiences], [asked.issuer, asked.subject, asked.audiences]);
  assert.deepEqual(await federated.get(group, "js-federated", "ci-main"), made);
  const changed = await federated.createOrUpdate(group, "js-federated", "ci-main", { ...asked, subject: "next" });
  assert.equal(changed.subject, "next");
  await federated.createOrUpdate(group, "js-federated", "ci-other", asked);
  const names = (await all(federated.list(group, "js-federated"))).map((one) => one.name);
  assert.deepEqual(names, ["ci-main", "ci-other"]);
  assert.deepEqual(await failure(federated.createOrUpdate(group, "js-federated", "ci-third", asked)), {
    status: 400,
    code: "BadRequest",
  });
  await federated.delete(group, "js-federated", "ci-main");
  await federated.delete(group, "js-federated", "ci-main");
  assert.deepEqual(await failure(federated.get(group, "js-federated", "ci-main")), {
    status: 404,
    code: "ResourceNotFound",
  });
});
