/**
 * Pages for people, rendered on the server. At the root stands what all pages share: who visits, in which language, the
 * frame around a page, and the guard that lets nobody in who may not. In: requests outside the API prefixes. Out: HTML.
 */
@NullMarked
package io.postern.console;

import org.jspecify.annotations.NullMarked;
