/**
 * Tenants: their name, time zone, limits, allow-list, workspaces and the partitions that these see. In: changes of
 * settings. Out: a {@link io.postern.access.subscription.Subscription}, and the
 * {@link io.postern.access.subscription.Change} within which everything of a subscription is changed.
 */
@NullMarked
package io.postern.access.subscription;

import org.jspecify.annotations.NullMarked;
