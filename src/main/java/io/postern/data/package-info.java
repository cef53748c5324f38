/**
 * What integrations come for: records, one room a kind. In: calls that the gate has let in, with the partitions or workspaces
 * that the caller reaches. Out: outcomes for each record. The rooms know nothing of HTTP.
 */
@NullMarked
package io.postern.data;

import org.jspecify.annotations.NullMarked;
