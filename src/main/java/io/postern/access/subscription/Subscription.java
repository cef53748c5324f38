package io.postern.access.subscription;

/**
 * A tenant: users, roles, workspaces, services, records and limits belong to exactly one.
 *
 * @param accessVersion raised by every change of access, beginning with 1
 */
public record Subscription(int id, MunchkinId munchkinId, Settings settings, long accessVersion) {}
