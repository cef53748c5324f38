/**
 * The command line: {@code run} and its options. In: arguments and the environment. Out: a server in the foreground, or exit
 * code 1 and one line.
 */
@NullMarked
package io.postern.server.cli;

import org.jspecify.annotations.NullMarked;
