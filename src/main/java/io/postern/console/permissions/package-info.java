/**
 * The Permission Finder: a person chooses operations of the API, or pastes calls, and sees the smallest set of
 * permissions for them. In: what is ticked or pasted; nothing is kept at the server. Out: a link to New Role with these
 * permissions ticked, and the same as text for an access file.
 */
@NullMarked
package io.postern.console.permissions;

import org.jspecify.annotations.NullMarked;
