package io.postern.access.permission;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The fixed tree of permissions: every group with its children. Integrations are checked against {@link #ACCESS_API}
 * and what is below it; the console against the rest. The names of the constants are stored; the labels are shown and
 * may be used to name a permission in a file.
 *
 * <p>Source: Adobe's pages "Descriptions of Role Permissions" and "Custom Services", and the permissions that the REST
 * reference asks for; where they differ, all of them.
 *
 * @see <a href="https://experienceleague.adobe.com/en/docs/marketo/using/product-docs/administration/users-and-roles/descriptions-of-role-permissions">Descriptions of Role Permissions</a>
 */
public enum Permission {
    ACCESS_API("Access API", null),
    APPROVE_ASSETS("Approve Assets", ACCESS_API),
    EXECUTE_CAMPAIGN("Execute Campaign", ACCESS_API),
    ACTIVATE_CAMPAIGN("Activate Campaign", ACCESS_API),
    DEACTIVATE_CAMPAIGN("Deactivate Campaign", ACCESS_API),
    READ_ONLY_ACTIVITY("Read-Only Activity", ACCESS_API),
    READ_WRITE_ACTIVITY("Read-Write Activity", ACCESS_API),
    READ_ONLY_ACTIVITY_METADATA("Read-Only Activity Metadata", ACCESS_API),
    READ_WRITE_ACTIVITY_METADATA("Read-Write Activity Metadata", ACCESS_API),
    READ_ONLY_ASSETS("Read-Only Assets", ACCESS_API),
    READ_WRITE_ASSETS("Read-Write Assets", ACCESS_API),
    READ_ONLY_CAMPAIGN("Read-Only Campaign", ACCESS_API),
    READ_WRITE_CAMPAIGN("Read-Write Campaign", ACCESS_API),
    READ_ONLY_COMPANY("Read-Only Company", ACCESS_API),
    READ_WRITE_COMPANY("Read-Write Company", ACCESS_API),
    READ_ONLY_CUSTOM_OBJECT("Read-Only Custom Object", ACCESS_API),
    READ_WRITE_CUSTOM_OBJECT("Read-Write Custom Object", ACCESS_API),
    READ_ONLY_CUSTOM_OBJECT_TYPE("Read-Only Custom Object Type", ACCESS_API),
    READ_WRITE_CUSTOM_OBJECT_TYPE("Read-Write Custom Object Type", ACCESS_API),
    READ_ONLY_PERSON("Read-Only Person", ACCESS_API),
    READ_WRITE_PERSON("Read-Write Person", ACCESS_API),
    READ_ONLY_NAMED_ACCOUNT("Read-Only Named Account", ACCESS_API),
    READ_WRITE_NAMED_ACCOUNT("Read-Write Named Account", ACCESS_API),
    READ_ONLY_NAMED_ACCOUNT_LIST("Read-Only Named Account List", ACCESS_API),
    READ_WRITE_NAMED_ACCOUNT_LIST("Read-Write Named Account List", ACCESS_API),
    READ_ONLY_OPPORTUNITY("Read-Only Opportunity", ACCESS_API),
    READ_WRITE_OPPORTUNITY("Read-Write Opportunity", ACCESS_API),
    READ_ONLY_SALES_PERSON("Read-Only Sales Person", ACCESS_API),
    READ_WRITE_SALES_PERSON("Read-Write Sales Person", ACCESS_API),
    READ_ONLY_REDIRECT_RULES("Read-Only Redirect Rules", ACCESS_API),
    READ_WRITE_REDIRECT_RULES("Read-Write Redirect Rules", ACCESS_API),
    READ_WRITE_SCHEMA_STANDARD_FIELD("Read-Write Schema Standard Field", ACCESS_API),
    READ_WRITE_SCHEMA_CUSTOM_FIELD("Read-Write Schema Custom Field", ACCESS_API),
    ACCESS_USER_MANAGEMENT_API("Access User Management Api", ACCESS_API),
    ACCESS_ADMIN("Access Admin", null),
    ACCESS_USERS("Access Users", ACCESS_ADMIN),
    ACCESS_ROLES("Access Roles", ACCESS_ADMIN),
    ACCESS_LOGIN_SETTINGS("Access Login Settings", ACCESS_ADMIN),
    ACCESS_LOGIN_HISTORY("Access Login History", ACCESS_ADMIN),
    ACCESS_AUDIT_TRAIL("Access Audit Trail", ACCESS_ADMIN),
    ACCESS_ADMIN_AUDIT_TRAIL("Access Admin Audit Trail", ACCESS_ADMIN),
    ACCESS_ACCESS_AUDIT_TRAIL("Access Access Audit Trail", ACCESS_ADMIN),
    ACCESS_EVENT_PARTNERS("Access Event Partners", ACCESS_ADMIN),
    ACCESS_SOAP_API("Access SOAP API", ACCESS_ADMIN),
    ACCESS_WORKSPACES_AND_PARTITIONS("Access Workspaces and Partitions", ACCESS_ADMIN),
    ACCESS_SINGLE_SIGN_ON("Access Single Sign-on", ACCESS_ADMIN),
    ACCESS_MUNCHKIN("Access Munchkin", ACCESS_ADMIN),
    ACCESS_LOCATION("Access Location", ACCESS_ADMIN),
    ACCESS_ADOBE_CONNECT("Access Adobe Connect", ACCESS_ADMIN),
    ACCESS_ADOBE_EXPERIENCE_MANAGER("Access Adobe Experience Manager", ACCESS_ADMIN),
    ACCESS_ADOBE_ORGANIZATION_MAPPING("Access Adobe Organization Mapping", ACCESS_ADMIN),
    ACCESS_CAPTCHA("Access CAPTCHA", ACCESS_ADMIN),
    ACCESS_CHANNELS("Access Channels", ACCESS_ADMIN),
    ACCESS_COMMUNICATION_LIMIT("Access Communication Limit", ACCESS_ADMIN),
    ACCESS_CRM("Access CRM", ACCESS_ADMIN),
    ACCESS_DATA_COM("Access Data.com", ACCESS_ADMIN),
    ACCESS_EMAIL_ADMIN("Access Email Admin", ACCESS_ADMIN),
    ACCESS_EXPERIENCE_CLOUD_AUDIENCE_SHARING("Access Experience Cloud Audience Sharing", ACCESS_ADMIN),
    ACCESS_FIELD_MANAGEMENT("Access Field Management", ACCESS_ADMIN),
    ACCESS_FILE_UPLOAD("Access File Upload", ACCESS_ADMIN),
    ACCESS_LANDING_PAGES("Access Landing Pages", ACCESS_ADMIN),
    ACCESS_NEW_EXPERIENCE("Access New Experience", ACCESS_ADMIN),
    ACCESS_MARKETO_CUSTOM_ACTIVITY("Access Marketo Custom Activity", ACCESS_ADMIN),
    ACCESS_MARKETO_CUSTOM_OBJECT("Access Marketo Custom Object", ACCESS_ADMIN),
    ACCESS_PREDICTIVE_AUDIENCES("Access Predictive Audiences", ACCESS_ADMIN),
    ACCESS_REVENUE_CYCLE_ANALYTICS("Access Revenue Cycle Analytics", ACCESS_ADMIN),
    ACCESS_SALES_INSIGHT("Access Sales Insight", ACCESS_ADMIN),
    ACCESS_SMART_CAMPAIGN("Access Smart Campaign", ACCESS_ADMIN),
    ACCESS_TAGS("Access Tags", ACCESS_ADMIN),
    ACCESS_TREASURE_CHEST("Access Treasure Chest", ACCESS_ADMIN),
    ACCESS_WEBHOOKS("Access Webhooks", ACCESS_ADMIN),
    ACCESS_ANALYTICS("Access Analytics", null),
    ACCESS_REVENUE_EXPLORER("Access Revenue Explorer", ACCESS_ANALYTICS),
    CREATE_REPORT("Create Report", ACCESS_ANALYTICS),
    DELETE_REPORT("Delete Report", ACCESS_ANALYTICS),
    EXPORT_ANALYTICS_DATA("Export Analytics Data", ACCESS_ANALYTICS),
    ACCESS_CALENDAR_PRESENTATIONS("Access Calendar Presentations", null),
    EDIT_CALENDAR_PRESENTATIONS("Edit Calendar Presentations", ACCESS_CALENDAR_PRESENTATIONS),
    ACCESS_DESIGN_STUDIO("Access Design Studio", null),
    ACCESS_EMAIL("Access Email", ACCESS_DESIGN_STUDIO),
    EDIT_EMAIL("Edit Email", ACCESS_EMAIL),
    MAKE_AND_EDIT_OPERATIONAL_EMAILS("Make and Edit Operational Emails", EDIT_EMAIL),
    APPROVE_EMAIL("Approve Email", EDIT_EMAIL),
    DELETE_EMAIL("Delete Email", EDIT_EMAIL),
    SET_BRANDED_DOMAIN("Set Branded Domain", EDIT_EMAIL),
    ACCESS_EMAIL_TEMPLATE("Access Email Template", ACCESS_DESIGN_STUDIO),
    APPROVE_EMAIL_TEMPLATE("Approve Email Template", ACCESS_EMAIL_TEMPLATE),
    DELETE_EMAIL_TEMPLATE("Delete Email Template", ACCESS_EMAIL_TEMPLATE),
    EDIT_EMAIL_TEMPLATE("Edit Email Template", ACCESS_EMAIL_TEMPLATE),
    ACCESS_FORM("Access Form", ACCESS_DESIGN_STUDIO),
    APPROVE_FORM("Approve Form", ACCESS_FORM),
    DELETE_FORM("Delete Form", ACCESS_FORM),
    EDIT_FORM("Edit Form", ACCESS_FORM),
    ACCESS_IMAGE("Access Image", ACCESS_DESIGN_STUDIO),
    DELETE_IMAGE("Delete Image", ACCESS_IMAGE),
    UPLOAD_IMAGE("Upload Image", ACCESS_IMAGE),
    ACCESS_LANDING_PAGE("Access Landing Page", ACCESS_DESIGN_STUDIO),
    APPROVE_LANDING_PAGE("Approve Landing Page", ACCESS_LANDING_PAGE),
    DELETE_LANDING_PAGE("Delete Landing Page", ACCESS_LANDING_PAGE),
    EDIT_LANDING_PAGE("Edit Landing Page", ACCESS_LANDING_PAGE),
    ACCESS_LANDING_PAGE_TEMPLATE("Access Landing Page Template", ACCESS_DESIGN_STUDIO),
    APPROVE_LANDING_PAGE_TEMPLATE("Approve Landing Page Template", ACCESS_LANDING_PAGE_TEMPLATE),
    DELETE_LANDING_PAGE_TEMPLATE("Delete Landing Page Template", ACCESS_LANDING_PAGE_TEMPLATE),
    EDIT_LANDING_PAGE_TEMPLATE("Edit Landing Page Template", ACCESS_LANDING_PAGE_TEMPLATE),
    ACCESS_SNIPPET("Access Snippet", ACCESS_DESIGN_STUDIO),
    APPROVE_SNIPPET("Approve Snippet", ACCESS_SNIPPET),
    DELETE_SNIPPET("Delete Snippet", ACCESS_SNIPPET),
    EDIT_SNIPPET("Edit Snippet", ACCESS_SNIPPET),
    ACCESS_SOCIAL_APP("Access Social App", ACCESS_DESIGN_STUDIO),
    APPROVE_SOCIAL_APP("Approve Social App", ACCESS_SOCIAL_APP),
    DELETE_SOCIAL_APP("Delete Social App", ACCESS_SOCIAL_APP),
    EDIT_SOCIAL_APP("Edit Social App", ACCESS_SOCIAL_APP),
    ACCESS_DATABASE("Access Database", null),
    ACCESS_SEGMENTATION("Access Segmentation", ACCESS_DATABASE),
    APPROVE_SEGMENTATION("Approve Segmentation", ACCESS_SEGMENTATION),
    DELETE_SEGMENTATION("Delete Segmentation", ACCESS_SEGMENTATION),
    EDIT_SEGMENTATION("Edit Segmentation", ACCESS_SEGMENTATION),
    ADVANCED_LIST_IMPORT("Advanced List Import", ACCESS_DATABASE),
    CREATE_LIST("Create List", ACCESS_DATABASE),
    DELETE_LIST("Delete List", ACCESS_DATABASE),
    DELETE_PERSON("Delete Person", ACCESS_DATABASE),
    EDIT_PERSON("Edit Person", ACCESS_DATABASE),
    EXPORT_PERSON("Export Person", ACCESS_DATABASE),
    IMPORT_CUSTOM_OBJECT("Import Custom Object", ACCESS_DATABASE),
    IMPORT_LIST("Import List", ACCESS_DATABASE),
    MERGE_PEOPLE("Merge People", ACCESS_DATABASE),
    RUN_SINGLE_FLOW_ACTIONS("Run Single Flow Actions", ACCESS_DATABASE),
    VIEW_OPPORTUNITY_DATA("View Opportunity Data", ACCESS_DATABASE),
    ACCESS_MARKETING_ACTIVITIES("Access Marketing Activities", null),
    ACCESS_SMS_MESSAGE("Access SMS Message", ACCESS_MARKETING_ACTIVITIES),
    APPROVE_SMS_MESSAGE("Approve SMS Message", ACCESS_SMS_MESSAGE),
    DELETE_SMS_MESSAGE("Delete SMS Message", ACCESS_SMS_MESSAGE),
    EDIT_SMS_MESSAGE("Edit SMS Message", ACCESS_SMS_MESSAGE),
    ACCESS_PUSH_NOTIFICATION("Access Push Notification", ACCESS_MARKETING_ACTIVITIES),
    APPROVE_PUSH_NOTIFICATION("Approve Push Notification", ACCESS_PUSH_NOTIFICATION),
    DELETE_PUSH_NOTIFICATION("Delete Push Notification", ACCESS_PUSH_NOTIFICATION),
    EDIT_PUSH_NOTIFICATION("Edit Push Notification", ACCESS_PUSH_NOTIFICATION),
    ACCESS_AWARDS("Access Awards", ACCESS_MARKETING_ACTIVITIES),
    ACTIVATE_TRIGGER_CAMPAIGN("Activate Trigger Campaign", ACCESS_MARKETING_ACTIVITIES),
    APPROVE_EMAIL_PROGRAM("Approve Email Program", ACCESS_MARKETING_ACTIVITIES),
    CLONE_MARKETING_ASSET("Clone Marketing Asset", ACCESS_MARKETING_ACTIVITIES),
    DELETE_MARKETING_ASSET("Delete Marketing Asset", ACCESS_MARKETING_ACTIVITIES),
    EDIT_MARKETING_ASSET("Edit Marketing Asset", ACCESS_MARKETING_ACTIVITIES),
    EDIT_CAMPAIGN_RESTRICTIONS("Edit Campaign Restrictions", ACCESS_MARKETING_ACTIVITIES),
    EXPORT_CAMPAIGN_ACTIVITY("Export Campaign Activity", ACCESS_MARKETING_ACTIVITIES),
    IMPORT_PROGRAM("Import Program", ACCESS_MARKETING_ACTIVITIES),
    LIST_IMPORT("List Import", ACCESS_MARKETING_ACTIVITIES),
    SCHEDULE_BATCH_CAMPAIGN("Schedule Batch Campaign", ACCESS_MARKETING_ACTIVITIES),
    ACCESS_SEO("Access SEO", null),
    ADMINISTER_SEO("Administer SEO", ACCESS_SEO),
    STANDARD_SEO("Standard SEO", ACCESS_SEO),
    TARGETING_AND_PERSONALIZATION("Targeting and Personalization", null),
    ADMINISTER_WEB_PERSONALIZATION("Administer Web Personalization", TARGETING_AND_PERSONALIZATION),
    CRE_CAMPAIGN_EDITOR("CRE Campaign Editor", TARGETING_AND_PERSONALIZATION),
    CRE_CAMPAIGN_LAUNCHER("CRE Campaign Launcher", TARGETING_AND_PERSONALIZATION),
    WEB_CAMPAIGN_EDITOR("Web Campaign Editor", TARGETING_AND_PERSONALIZATION),
    WEB_CAMPAIGN_LAUNCHER("Web Campaign Launcher", TARGETING_AND_PERSONALIZATION),
    WORKSPACE_ADMINISTRATION("Workspace Administration", null);

    private static final Map<String, Permission> BY_LABEL = Stream.of(values())
            .collect(Collectors.toUnmodifiableMap(p -> p.label.toLowerCase(Locale.ROOT), Function.identity()));
    private static final Map<String, Permission> BY_COMPARABLE_LABEL = Stream.of(values())
            .collect(Collectors.toUnmodifiableMap(
                    p -> comparable(p.label), Function.identity(), (first, second) -> first));

    private final String label;
    private final @Nullable Permission parent;

    Permission(String label, @Nullable Permission parent) {
        this.label = label;
        this.parent = parent;
    }

    /** The name as people see it. */
    public String label() {
        return label;
    }

    /** The permission above it, without which it has no effect; empty for a group. */
    public Optional<Permission> parent() {
        return Optional.ofNullable(parent);
    }

    /** The permissions right below it, in the order in which they are shown. */
    public List<Permission> children() {
        return Stream.of(values()).filter(p -> p.parent == this).toList();
    }

    /** Whether integrations are checked against it. */
    public boolean isApi() {
        return this == ACCESS_API || parent == ACCESS_API;
    }

    /** The permissions that satisfy a requirement of this one: itself, and for Read-Only X also Read-Write X. */
    public Set<Permission> satisfiedBy() {
        if (name().startsWith("READ_ONLY_")) {
            return EnumSet.of(this, valueOf("READ_WRITE_" + name().substring("READ_ONLY_".length())));
        }
        return EnumSet.of(this);
    }

    /** For Read-Write X, Read-Only X if there is one; else empty. */
    public Optional<Permission> readOnly() {
        return name().startsWith("READ_WRITE_")
                ? stored("READ_ONLY_" + name().substring("READ_WRITE_".length()))
                : Optional.empty();
    }

    /** The permissions and all that are above them: granting a child grants its parents. */
    public static Set<Permission> withAncestors(Collection<Permission> permissions) {
        Set<Permission> all = EnumSet.noneOf(Permission.class);
        for (Permission permission : permissions) {
            for (@Nullable Permission p = permission; p != null; p = p.parent) {
                all.add(p);
            }
        }
        return all;
    }

    /** Those of the permissions that have effect: the ones whose parents are there too. */
    public static Set<Permission> effective(Collection<Permission> permissions) {
        Set<Permission> all = EnumSet.noneOf(Permission.class);
        for (Permission permission : permissions) {
            if (permissions.containsAll(withAncestors(List.of(permission)))) {
                all.add(permission);
            }
        }
        return all;
    }

    /** A permission and everything below it. */
    public static Set<Permission> subtree(Permission root) {
        Set<Permission> all = EnumSet.of(root);
        List<Permission> open = new ArrayList<>(root.children());
        while (!open.isEmpty()) {
            Permission next = open.removeLast();
            all.add(next);
            open.addAll(next.children());
        }
        return all;
    }

    /** The permission of a stored name; empty when this version does not know it, and so does not grant it. */
    public static Optional<Permission> stored(String name) {
        return Stream.of(values())
                .filter(permission -> permission.name().equals(name))
                .findFirst();
    }

    /**
     * Finds a permission by its label, without regard to case. Where none has this label, Lead and Person count as the
     * same word, and so do singular and plural.
     */
    public static Optional<Permission> named(String label) {
        return Optional.ofNullable(BY_LABEL.get(label.strip().toLowerCase(Locale.ROOT)))
                .or(() -> Optional.ofNullable(BY_COMPARABLE_LABEL.get(comparable(label))));
    }

    private static String comparable(String label) {
        return Stream.of(label.strip().toLowerCase(Locale.ROOT).split("[\\s_-]+"))
                .map(word -> switch (word) {
                    case "lead", "leads", "people" -> "person";
                    case "activities" -> "activity";
                    case "companies" -> "company";
                    case "opportunities" -> "opportunity";
                    default ->
                        word.length() > 3 && word.endsWith("s") && !word.endsWith("ss")
                                ? word.substring(0, word.length() - 1)
                                : word;
                })
                .collect(Collectors.joining(" "));
    }
}
