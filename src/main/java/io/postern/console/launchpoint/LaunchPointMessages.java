package io.postern.console.launchpoint;

import io.postern.access.customservice.ServiceStatus;
import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** What the page LaunchPoint says. */
@MessageBundle("launchpoint")
public interface LaunchPointMessages {
    @Message
    String newMenu();

    @Message
    String newService();

    @Message
    String type();

    @Message
    String custom();

    @Message
    String usedBy();

    @Message
    String statusHeading();

    @Message
    String status(ServiceStatus status);

    @Message
    String details();

    @Message
    String viewDetails();

    @Message
    String editService();

    @Message
    String deleteService();

    @Message
    String empty();

    @Message
    String emptyHint();

    @Message
    String nothingMatches();

    @Message
    String displayName();

    @Message
    String service();

    @Message
    String apiOnlyUser();

    @Message
    String chooseUser();

    @Message
    String noApiOnlyUser();

    @Message
    String noApiOnlyUserHint();

    @Message
    String credentialsStay();

    @Message
    String created(String name);

    @Message
    String saved(String name);

    @Message
    String deleteQuestion(String name);

    @Message
    String deleteHint(String user);

    @Message
    String deleted(String name);

    @Message
    String detailsOf(String name);

    @Message
    String clientId();

    @Message
    String clientSecret();

    @Message
    String reveal();

    @Message
    String secretOnce();

    @Message
    String secretGone();

    @Message
    String authorizedUser();

    @Message
    String accessToken();

    @Message
    String getToken();

    @Message
    String tokenHint();

    @Message
    String secondsLeft(long count, String number);

    @Message
    String notServed(ServiceStatus status);

    @Message
    String copyConnectionSettings();

    @Message
    String connectionSettings();

    @Message
    String settingsHint();

    @Message
    String settingsWithoutSecret();

    @Message
    String restEndpoint();

    @Message
    String identityUrl();

    @Message
    String munchkinId();

    @Message
    String serviceActions();

    @Message
    String clientSecrets();

    @Message
    String clientSecretsOf(String name);

    @Message
    String secretState(SecretRow.State state);

    @Message
    String secretCreated();

    @Message
    String age(long count, String number);

    @Message
    String lastUsed();

    @Message
    String ends();

    @Message
    String endedOn();

    @Message
    String endedSecrets(int count);

    @Message
    String noLiveSecret();

    @Message
    String lastDay();

    @Message
    String setExpiry();

    @Message
    String expirySaved();

    @Message
    String rotation();

    @Message
    String overlap();

    @Message
    String overlapHint();

    @Message
    String rotate();

    @Message
    String newSecret();

    @Message
    String giveNewSecret();

    @Message
    String endNow();

    @Message
    String endQuestion(String name);

    @Message
    String endHint(String lastUsed);

    @Message
    String oldEnded();

    @Message
    String cancelRotation();

    @Message
    String cancelQuestion(String name);

    @Message
    String cancelHint(String lastUsed);

    @Message
    String rotationCancelled();

    @Message
    String disable();

    @Message
    String disableQuestion(String name);

    @Message
    String disableHint();

    @Message
    String disabled(String name);

    @Message
    String enable();

    @Message
    String enableQuestion(String name);

    @Message
    String enableHint();

    @Message
    String enabled(String name);

    @Message
    String limitsAndIpRestrictions();

    @Message
    String limitsAndIpRestrictionsOf(String name);

    @Message
    String limits();

    @Message
    String limitsHint();

    @Message
    String requestsADay();

    @Message
    String requestsIn20Seconds();

    @Message
    String requestsAtOnce();

    @Message
    String ofAllServices(String limit);

    @Message
    String ofAllServicesNotLimited();

    @Message
    String notALimit(String most);

    @Message
    String restrictionsHint();

    @Message
    String restrictionsSaved(String name);

    @Message
    String revokeTokens();

    @Message
    String revokeQuestion(String name);

    @Message
    String revokeHint();

    @Message
    String revoked(String name);

    @Message
    String nothingRevoked(String name);
}
