package io.postern.access.operation;

import io.postern.access.permission.Permission;
import io.postern.access.permission.RequiredPermissions;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One operation of the documented system, whether this version answers it or not.
 *
 * @param method HTTP verb
 * @param path the template, parameters in braces
 * @param id the documented operation id, which no other has, for instance {@code syncLeadUsingPOST}
 * @param group the documented group, for instance {@code Bulk Export Leads}
 * @param permissions what a caller must hold for it
 * @param further what is asked for besides, once a parameter is sent
 * @param served whether this version answers it
 */
public record CatalogOperation(
        String method,
        String path,
        String id,
        String group,
        RequiredPermissions permissions,
        Optional<Further> further,
        boolean served) {
    private static final Pattern VERB = Pattern.compile("(Using)?(GET|POST|DELETE)_?\\d*$");

    /** A permission that is asked for besides, where a call sends a parameter. */
    public record Further(String parameter, Permission permission) {}

    /** The operation id without the verb that generated ids end with: {@code syncLead}. */
    public String name() {
        return VERB.matcher(id).replaceFirst("");
    }
}
