/**
 * What the dialogs share in which somebody says from which addresses may be called, of a subscription or of one service: the
 * rows of an allow-list, and the warning who would be shut out. In: what an administrator types, and who called lately. Out: an
 * {@link io.postern.access.subscription.AllowList}, or what is wrong with it.
 */
@NullMarked
package io.postern.console.allowlist;

import org.jspecify.annotations.NullMarked;
