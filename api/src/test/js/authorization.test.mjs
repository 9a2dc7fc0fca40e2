// @azure/arm-authorization, as it comes from its registry.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { before, test } from "node:test";
import { all, arm, authorization, bySecret, eachOf, failure, identities, subscription } from "./server.mjs";

const group = "js-roles";
const credential = bySecret();
const client = authorization(credential);
const location = "westeurope";
const root = `/subscriptions/${subscription}`;
const scope = `${root}/resourceGroups/${group}`;
const vault = `${scope}/providers/Microsoft.KeyVault/vaults/kv`;
const roleId = (guid) => `${root}/providers/Microsoft.Authorization/roleDefinitions/${guid}`;
const READER = "acdd72a7-3385-48ef-bd42-f606fba81ae7";
const VAULT_READER = "21090545-7ca7-4776-b22c-e363652d74d2";
let principalId;

before(async () => {
  await arm(credential, "PUT", scope, { location });
  await arm(credential, "PUT", vault, { location });
  const users = identities(credential).userAssignedIdentities;
  principalId = (await users.createOrUpdate(group, "js-grantee", { location })).principalId;
});

test("an assignment is created, found by every filter, conflicts, and is deleted", async () => {
  const name = randomUUID();
  const properties = { roleDefinitionId: roleId(READER), principalId };
  const made = await client.roleAssignments.create(scope, name, properties);
  assert.equal(made.principalType, "ServicePrincipal");
  assert.equal(made.scope, scope);
  assert.equal(made.roleDefinitionId, roleId(READER));

  const repeated = await client.roleAssignments.create(scope, name, properties);
  assert.equal(repeated.id, made.id);
  assert.deepEqual(await failure(client.roleAssignments.create(scope, randomUUID(), properties)), {
    status: 409,
    code: "RoleAssignmentExists",
  });

  const found = async (listing) => (await all(listing)).some((item) => item.name === name);
  const assignments = client.roleAssignments;
  const of = (filter) => ({ filter });
  assert.ok(await found(assignments.listForScope(scope)));
  assert.ok(await found(assignments.listForScope(scope, of("atScope()"))));
  assert.ok(await found(assignments.listForScope(scope, of(`principalId eq '${principalId}'`))));
  assert.ok(await found(assignments.listForScope(scope, of(`assignedTo('${principalId}')`))));
  assert.ok(
    await found(assignments.listForScope(scope, of(`atScope() and assignedTo('${principalId}')`))),
  );
  assert.ok(await found(assignments.listForScope(vault)), "an assignment above counts below");
  assert.ok(await found(assignments.listForResourceGroup(group)));
  assert.ok(await found(assignments.listForSubscription()), "no filter: also below");
  assert.ok(!(await found(assignments.listForSubscription(of("atScope()")))), "not below");
  assert.ok(
    !(await found(assignments.listForScope(scope, of(`principalId eq '${randomUUID()}'`)))),
  );

  assert.equal((await assignments.get(scope, name)).id, made.id);
  assert.equal((await assignments.getById(made.id.slice(1))).id, made.id);
  assert.equal((await assignments.delete(scope, name)).id, made.id);
  assert.deepEqual(await failure(assignments.get(scope, name)), {
    status: 404,
    code: "RoleAssignmentNotFound",
  });
});

test("what cannot be assigned is told by status and code", async () => {
  const create = (properties, name = randomUUID()) =>
    failure(client.roleAssignments.create(scope, name, properties));
  assert.deepEqual(await create({ roleDefinitionId: roleId(READER), principalId: randomUUID() }), {
    status: 400,
    code: "PrincipalNotFound",
  });
  assert.deepEqual(await create({ roleDefinitionId: roleId(randomUUID()), principalId }), {
    status: 404,
    code: "RoleDefinitionDoesNotExist",
  });
  assert.deepEqual(
    await create({ roleDefinitionId: roleId(READER), principalId, principalType: "User" }),
    { status: 400, code: "UnmatchedPrincipalType" },
  );
  assert.deepEqual(await create({ roleDefinitionId: roleId(READER), principalId }, "no-guid"), {
    status: 400,
    code: "InvalidRoleAssignmentId",
  });
});

test("role definitions are listed and found by name", async () => {
  const listed = await all(client.roleDefinitions.list(root.slice(1)));
  assert.ok(listed.some((role) => role.roleName === "Owner" && role.roleType === "BuiltInRole"));
  const named = await all(client.roleDefinitions.list(root.slice(1), { filter: "roleName eq 'Key Vault Reader'" }));
  assert.deepEqual(named.map((role) => role.name), [VAULT_READER]);
  assert.equal(named[0].id, roleId(VAULT_READER));
});

test("a custom role is created, assigned, updated and deleted", async () => {
  const name = randomUUID();
  const role = (actions) => ({
    roleName: `Js Restarter ${name}`,
    description: "May restart machines",
    roleType: "CustomRole",
    assignableScopes: [scope],
    permissions: [{ actions, notActions: [], dataActions: [], notDataActions: [] }],
  });
  const made = await client.roleDefinitions.createOrUpdate(
    scope,
    name,
    role(["Microsoft.Compute/virtualMachines/restart/action"]),
  );
  assert.equal(made.roleType, "CustomRole");
  const updated = await client.roleDefinitions.createOrUpdate(scope, name, role(["*/read"]));
  assert.deepEqual(updated.permissions[0].actions, ["*/read"]);

  const assignment = randomUUID();
  await client.roleAssignments.create(scope, assignment, { roleDefinitionId: made.id, principalId });
  assert.deepEqual(await failure(client.roleDefinitions.delete(scope, name)), {
    status: 409,
    code: "RoleDefinitionHasAssignments",
  });
  await client.roleAssignments.delete(scope, assignment);
  await client.roleDefinitions.delete(scope, name);
  assert.deepEqual(await failure(client.roleDefinitions.get(scope, name)), {
    status: 404,
    code: "RoleDefinitionDoesNotExist",
  });
});

test("assignments are followed page by page", async () => {
  const users = identities(credential).userAssignedIdentities;
  const names = Array.from({ length: 205 }, () => randomUUID());
  await eachOf(names, async (name, n) => {
    const { principalId: grantee } = await users.createOrUpdate(group, `grantee-${n}`, { location });
    await client.roleAssignments.create(vault, name, {
      roleDefinitionId: roleId(VAULT_READER),
      principalId: grantee,
      principalType: "ServicePrincipal",
    });
  });
  const pages = [];
  for await (const page of client.roleAssignments.listForScope(vault).byPage()) {
    pages.push(page.map((item) => item.name));
  }
  assert.ok(pages.length > 1, `pages of ${pages.map((page) => page.length)}`);
  const seen = new Set(pages.flat());
  assert.deepEqual(names.filter((name) => !seen.has(name)), []);
});

test("the caller's permissions are told, and no deny assignments", async () => {
  const permissions = await all(client.permissions.listForResourceGroup(group));
  assert.ok(permissions.some((entry) => entry.actions.includes("*")));
  assert.deepEqual(await all(client.denyAssignments.list()), []);
});
