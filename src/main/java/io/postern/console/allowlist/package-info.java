/**
 * What the dialogs of allow-lists share, that of a subscription and that of one service: the rows of the list, and the
 * warning who would be shut out. In: what an administrator types, and who called lately. Out: an
 * {@link io.postern.access.subscription.AllowList}, or what is wrong with it.
 */
@NullMarked
package io.postern.console.allowlist;

import org.jspecify.annotations.NullMarked;
