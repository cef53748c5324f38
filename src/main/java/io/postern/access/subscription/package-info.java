/**
 * Tenants: name, time zone, limits, workspaces and the partitions they see; and the way of every change of access: one
 * transaction that locks the subscription, checks rows, raises the version and writes the audit trail.
 */
@NullMarked
package io.postern.access.subscription;

import org.jspecify.annotations.NullMarked;
