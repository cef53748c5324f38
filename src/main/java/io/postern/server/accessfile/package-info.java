/**
 * The access file: one YAML file that describes a subscription's access. In: the file, and the environment it refers to. Out:
 * the changes that make the subscription like it, in one transaction; or all mistakes at once, and nothing applied.
 */
@NullMarked
package io.postern.server.accessfile;

import org.jspecify.annotations.NullMarked;
