/**
 * The API as an OpenAPI document. In: the operations that this server answers, as rows of the table of operations, and the documented
 * schemas. Out: a document of OpenAPI 3.1 at {@code /q/openapi}, as JSON or YAML.
 */
@NullMarked
package io.postern.server.openapi;

import org.jspecify.annotations.NullMarked;
