package io.postern.console.denials;

import io.postern.access.directory.DenialReason;
import io.postern.access.operation.Operations;
import io.postern.console.Formats;
import io.postern.console.TableQuery;
import io.postern.insight.denials.DenialGroup;

/**
 * Denials that have something in common, as a row of the table.
 *
 * @param key what they have in common, as people read it; empty where several are taken together
 * @param link to the same denials one by one
 */
public record GroupRow(String key, String kinds, String calls, String lastAt, String link) {

    static GroupRow of(
            DenialGroup group,
            DenialGroup.By by,
            Operations operations,
            TableQuery query,
            DenialMessages say,
            Formats formats) {
        TableQuery single = query.choosing(DenialResource.GROUP, "").at(1);
        TableQuery narrowed = switch (by) {
            case SERVICE -> single.choosing(DenialResource.SERVICE, Long.toString(group.serviceId()));
            case REASON -> single.choosing(DenialResource.REASON, group.key());
            default -> single.choosing(DenialResource.PROPERTY, by.name()).choosing(DenialResource.VALUE, group.key());
        };
        String key = switch (by) {
            case REASON -> say.reason(DenialReason.valueOf(group.key()));
            case OPERATION -> operations.name(group.key());
            default -> group.key();
        };
        return new GroupRow(
                key,
                formats.number(group.kinds()),
                formats.number(group.calls()),
                formats.instant(group.lastAt()),
                narrowed.link());
    }
}
