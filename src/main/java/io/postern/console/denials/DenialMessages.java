package io.postern.console.denials;

import io.postern.access.directory.DenialReason;
import io.postern.insight.denials.DenialGroup;
import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** What the page Denials says. A sentence about a cause has no full stop; what is not known is empty. */
@MessageBundle("denials")
public interface DenialMessages {
    @Message
    String intro();

    @Message
    String reason(DenialReason reason);

    @Message
    String reasonHeading();

    @Message
    String anyReason();

    @Message
    String groupBy();

    @Message
    String oneByOne();

    @Message
    String by(DenialGroup.By by);

    @Message
    String oneService();

    @Message
    String allServices();

    @Message
    String lastAt();

    @Message
    String timesSince(String calls, String first);

    @Message
    String requestId();

    @Message
    String caller();

    @Message
    String call();

    @Message
    String from(String address);

    @Message
    String several();

    @Message
    String code();

    @Message
    String why();

    @Message
    String calls();

    @Message
    String kinds();

    @Message
    String empty();

    @Message
    String emptyHint();

    @Message
    String nothingMatches();

    @Message
    String editRole(String name);

    @Message
    String editUser(String login);

    @Message
    String viewService(String name);

    @Message
    String webServices();

    @Message
    String whyNoRole(String needed, String login);

    @Message
    String whyNotInOneWorkspace(String needed, String roles);

    @Message
    String whyNothingGiven(String needed, String roles, boolean one);

    @Message
    String whyLessGiven(String needed, String roles, boolean one, String given);

    @Message
    String whyAddressNotAllowed(String address, boolean ofService);

    @Message
    String whyTokenExpired();

    @Message
    String whyTokenRevoked(String since, String by);

    @Message
    String whyTokenInParameters();

    @Message
    String whyServiceDisabled(String since, String by);

    @Message
    String whyUserDisabled(String login, String since, String by);

    @Message
    String whyUserExpired(String login, String since);

    @Message
    String whyDailyQuotaReached(String limit, boolean ofService);

    @Message
    String whyRateLimitExceeded(String limit, boolean ofService);

    @Message
    String whyConcurrencyLimitReached(String limit, boolean ofService);

    @Message
    String whySecretWrong();

    @Message
    String whySecretEnded(String since, String by);

    @Message
    String whyTooManyAttempts();
}
