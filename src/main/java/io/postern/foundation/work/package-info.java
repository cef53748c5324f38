/**
 * Regular work: what a node does again and again while it is up. In: a room declares a {@link
 * io.postern.foundation.work.RegularWork} as a bean, by a producer method beside the method that does it. Out: all that is
 * declared, which {@code server.startup.Heartbeat} runs. A new one is written in its own room only.
 */
@NullMarked
package io.postern.foundation.work;

import org.jspecify.annotations.NullMarked;
