package io.postern.access.role;

/**
 * A role in a workspace.
 *
 * @param workspaceId {@link io.postern.access.permission.WorkspacePermissions#ALL} for all of them
 */
public record Assignment(int roleId, int workspaceId) {}
