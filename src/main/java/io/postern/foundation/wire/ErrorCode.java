package io.postern.foundation.wire;

import java.util.Arrays;

/**
 * Every error that an API call can be answered with: its number, its default text and whether a call that ends with it
 * still counts against the daily quota. Status and shape are not its business but the {@link Surface}'s.
 *
 * <p>{@code %s} in a text stands for a value that the place that raises the error supplies.
 *
 * <p>Source: Adobe's "Error Codes" page; the sections on response-level and record-level errors.
 */
public enum ErrorCode {
    REQUEST_ENTITY_TOO_LARGE(413, "Request Entity Too Large. A body may have at most %s bytes", false),
    URI_TOO_LONG(414, "Request-URI Too Long. An address may have at most %s bytes", false),

    EMPTY_ACCESS_TOKEN(600, "Empty access token", false),
    ACCESS_TOKEN_INVALID(601, "Access token invalid", false),
    ACCESS_TOKEN_EXPIRED(602, "Access token expired", false),
    ACCESS_DENIED(603, "Access denied", true),
    REQUEST_TIMED_OUT(604, "Request timed out", false),
    METHOD_NOT_SUPPORTED(605, "Request method '%s' not supported", false),
    RATE_LIMIT_EXCEEDED(606, "Max rate limit '%s' exceeded with in '%s' secs", false),
    DAILY_QUOTA_REACHED(607, "Daily quota reached", false),
    TEMPORARILY_UNAVAILABLE(608, "API Temporarily Unavailable", false),
    INVALID_JSON(609, "Invalid JSON", true),
    RESOURCE_NOT_FOUND(610, "Requested resource not found", false),
    SYSTEM_ERROR(611, "System error", false),
    INVALID_CONTENT_TYPE(612, "Invalid Content Type", true),
    INVALID_MULTIPART_REQUEST(613, "Invalid Multipart Request", true),
    INVALID_SUBSCRIPTION(614, "Invalid Subscription", true),
    CONCURRENT_ACCESS_LIMIT_REACHED(615, "Concurrent access limit '%s' reached", false),
    INVALID_SUBSCRIPTION_TYPE(616, "Invalid subscription type", true),

    CANNOT_BE_BLANK(701, "%s cannot be blank", true),
    NO_DATA_FOUND(702, "No data found for a given search scenario", true),
    FEATURE_NOT_ENABLED(703, "The feature is not enabled for the subscription", true),
    INVALID_DATE_FORMAT(704, "Invalid date format", true),
    BUSINESS_RULE_VIOLATION(709, "Business rule violation: %s", true),
    PARENT_FOLDER_NOT_FOUND(710, "Parent folder not found", true),
    INCOMPATIBLE_FOLDER_TYPE(711, "Incompatible folder type", true),
    MERGE_TO_PERSON_ACCOUNT_INVALID(712, "Merge to person Account operation is invalid", true),
    TRANSIENT_ERROR(713, "Transient error", true),
    NO_DEFAULT_RECORD_TYPE(714, "Unable to find the default record type", true),
    EXTERNAL_SALES_PERSON_NOT_FOUND(718, "ExternalSalesPersonID not found", true),
    LOCK_WAIT_TIMEOUT(719, "Lock wait timeout exception", true),

    INVALID_VALUE(1001, "Invalid value '%s'. Required of type '%s'", true),
    MISSING_VALUE(1002, "Missing value for the required parameter '%s'", true),
    INVALID_DATA(1003, "Invalid data: %s", true),
    LEAD_NOT_FOUND(1004, "Lead not found", true),
    LEAD_ALREADY_EXISTS(1005, "Lead already exists", true),
    FIELD_NOT_FOUND(1006, "Field '%s' not found", true),
    MULTIPLE_LEADS_MATCH(1007, "Multiple leads match the lookup criteria", true),
    PARTITION_ACCESS_DENIED(1008, "Access denied to partition '%s'", true),
    PARTITION_NAME_REQUIRED(1009, "Partition name must be specified", true),
    PARTITION_UPDATE_NOT_ALLOWED(1010, "Partition update not allowed", true),
    FIELD_NOT_SUPPORTED(1011, "Field '%s' not supported", true),
    INVALID_COOKIE(1012, "Invalid cookie value '%s'", true),
    OBJECT_NOT_FOUND(1013, "Object not found", true),
    OBJECT_NOT_CREATED(1014, "Failed to create Object", true),
    LEAD_NOT_IN_LIST(1015, "Lead not in list", true),
    TOO_MANY_IMPORTS(1016, "Too many imports", true),
    OBJECT_ALREADY_EXISTS(1017, "Object already exists", true),
    CRM_ENABLED(1018, "CRM Enabled", true),
    IMPORT_IN_PROGRESS(1019, "Import in progress", true),
    TOO_MANY_CLONES(1020, "Too many clones to program", true),
    COMPANY_UPDATE_NOT_ALLOWED(1021, "Company update not allowed", true),
    OBJECT_IN_USE(1022, "Object in use", true),
    PROGRAM_STATUS_NOT_FOUND(1025, "Program status not found", true),
    CUSTOM_OBJECT_NOT_ENABLED(1026, "Custom object not enabled", true),
    ACTIVITY_TYPE_LIMIT_REACHED(1027, "Max Activity Type Limit Reached", true),
    FIELD_LIMIT_REACHED(1028, "Max field limit reached", true),
    TOO_MANY_JOBS(1029, "Too many jobs (%s) in queue", true),
    UNSUPPORTED_FILTER_TYPE(1035, "Unsupported filter type for target subscription: %s", true),
    DUPLICATE_IN_INPUT(1036, "Duplicate object found in input", true),
    LEAD_NOT_IN_PROGRAM(1037, "Lead skipped because it is already in or past this status", true),
    INVALID_RUN_AT(1042, "Invalid runAt date", true),
    DISCARD_DRAFT_FAILED(1048, "Custom Object Discard Draft Failed", true),
    ACTIVITY_NOT_CREATED(1049, "Failed to Create Activity", true),
    MERGE_DUPLICATE_RULE(1076, "Merge refused by a duplicate rule of the CRM", true),
    MERGE_FIELD_LENGTH(1077, "Merge refused: a value is too long for the CRM's field", true),
    MERGE_WRONG_ENTITY(1078, "Merge refused: deleted or wrong entity", true),
    MERGE_URL_CONFLICT(1079, "Merge refused: personalised URLs conflict", true),
    TOO_MANY_LOSING_LEADS(1080, "At most %s leads can be merged into one", true);

    private final int number;
    private final String text;
    private final boolean counted;

    ErrorCode(int number, String text, boolean counted) {
        this.number = number;
        this.text = text;
        this.counted = counted;
    }

    /** The number under which clients know the error. */
    public int number() {
        return number;
    }

    /** Whether a call that ends with this error has used a unit of the daily quota. */
    public boolean counted() {
        return counted;
    }

    /**
     * The default text with its values filled in; what a caller sent is quoted as {@link Quote} does.
     *
     * @param values one for each {@code %s} of the text, in order
     */
    public String text(Object... values) {
        Object[] quoted = Arrays.stream(values)
                .map(value -> value instanceof String sent ? Quote.of(sent) : value)
                .toArray();
        return quoted.length == 0 ? text : text.formatted(quoted);
    }
}
