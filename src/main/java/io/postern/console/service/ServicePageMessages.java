package io.postern.console.service;

import io.postern.access.customservice.SecretViewers;
import io.postern.access.customservice.ServiceStatus;
import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** What the page of one service says. */
@MessageBundle("servicepage")
public interface ServicePageMessages {
    @Message
    String allServices();

    @Message
    String whyNotServed(ServiceStatus status, String since, String by);

    @Message
    String owner();

    @Message
    String accessEnds();

    @Message
    String rolesAndRights();

    @Message
    String noRoles();

    @Message
    String allows();

    @Message
    String allowsNothing();

    @Message
    String sharedLimitsOnly();

    @Message
    String calls();

    @Message
    String chartDescription(String total, String busiest, String requests);

    @Message
    String noCalls();

    @Message
    String day();

    @Message
    String requests();

    @Message
    String total();

    @Message
    String operations();

    @Message
    String noOperations();

    @Message
    String moreOperations(int count);

    @Message
    String lastCalled(String at);

    @Message
    String tokenInParameters(String at);

    @Message
    String tokenInParametersHint();

    @Message
    String denials();

    @Message
    String noDenials();

    @Message
    String deniedCalls(long count, String number, String at);

    @Message
    String severalOperations();

    @Message
    String allDenials();

    @Message
    String viewers();

    @Message
    String viewersHint();

    @Message
    String viewersOnce();

    @Message
    String noViewers();

    @Message
    String moreViewers(int count);

    @Message
    String sights();

    @Message
    String noSights();

    @Message
    String act(SecretViewers.Act act, String actor);

    @Message
    String from(String address);

    @Message
    String connection();

    @Message
    String curl();

    @Message
    String curlHint();
}
