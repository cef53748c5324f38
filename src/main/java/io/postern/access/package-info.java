/**
 * Who may do what. The rooms below hold the tables and the rules; at the root stand what is decided with: the
 * {@link io.postern.access.Directory}, an immutable picture of one subscription in memory, and the
 * {@link io.postern.access.Caller}, who acts. In: changes by callers. Out: decisions, and rows with their audit.
 */
@NullMarked
package io.postern.access;

import org.jspecify.annotations.NullMarked;
