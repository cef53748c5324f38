/**
 * The database: the embedded or external PostgreSQL, its migrations and the only place where transactions begin and end.
 * In: a function of a JDBI handle. Out: its result, or {@link io.postern.foundation.store.StoreUnavailable} when no
 * connection can be had, or {@link io.postern.foundation.store.DeadlinePassed} when the thread's
 * {@link io.postern.foundation.store.Deadline} passes first. It also knows which servers use the database. SQL itself stands in
 * the store classes of the rooms that own the tables.
 */
@NullMarked
package io.postern.foundation.store;

import org.jspecify.annotations.NullMarked;
