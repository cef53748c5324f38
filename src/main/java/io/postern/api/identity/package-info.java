/** The token endpoint. In: client credentials by query, form or HTTP Basic. Out: a token with the time it has left, or an OAuth error. */
@NullMarked
package io.postern.api.identity;

import org.jspecify.annotations.NullMarked;
