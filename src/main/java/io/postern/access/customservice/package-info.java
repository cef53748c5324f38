/**
 * Custom services: the client id and client secret of an integration, and the API-only user it acts for.
 */
@NullMarked
package io.postern.access.customservice;

import org.jspecify.annotations.NullMarked;
