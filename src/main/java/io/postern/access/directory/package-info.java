/**
 * The access model of each subscription in memory. In: rows of one version, read in one snapshot. Out: an immutable
 * {@link io.postern.access.directory.Directory}, from which is decided who calls, whether they are served, and why not.
 */
@NullMarked
package io.postern.access.directory;

import org.jspecify.annotations.NullMarked;
