/**
 * Custom services: the client id and client secret of an integration, the API-only user it acts for, and
 * what it is held to beside the limits of its subscription.
 */
@NullMarked
package io.postern.access.customservice;

import org.jspecify.annotations.NullMarked;
