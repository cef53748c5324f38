/**
 * Secrets and keys: the master key and the subkeys derived from it, keyed hashes, sealed copies, passwords and random
 * secrets. In: clear text, for as short as possible. Out: what may be stored. Nothing here prints a secret, also not in
 * {@code toString}.
 */
@NullMarked
package io.postern.foundation.vault;

import org.jspecify.annotations.NullMarked;
