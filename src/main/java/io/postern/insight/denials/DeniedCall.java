package io.postern.insight.denials;

import io.postern.access.directory.DenialCause;
import io.postern.access.directory.Directory;

/**
 * A refusal as it is noted.
 *
 * @param directory the access model that it was decided on
 * @param serviceId the service that was called for
 * @param operation verb and path as in the table of operations; the path alone where there is no such operation
 * @param address of the client, as text
 * @param code what the client was told: the number of an error, or the name of an OAuth error
 * @param requestId of the call
 */
public record DeniedCall(
        Directory directory,
        long serviceId,
        String operation,
        String address,
        String code,
        DenialCause cause,
        String requestId) {}
