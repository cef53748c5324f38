package io.postern.console.launchpoint;

import io.postern.access.subscription.Limits;
import io.postern.console.Formats;

/** What all services of a subscription may call together, each as a sentence. */
public record SharedLimits(String dailyCalls, String callsPer20Seconds, String concurrentCalls) {
    static SharedLimits of(Limits limits, LaunchPointMessages say, Formats formats) {
        return new SharedLimits(
                sentence(limits.dailyCalls(), say, formats),
                sentence(limits.callsPer20Seconds(), say, formats),
                sentence(limits.concurrentCalls(), say, formats));
    }

    private static String sentence(int limit, LaunchPointMessages say, Formats formats) {
        return limit == 0 ? say.ofAllServicesNotLimited() : say.ofAllServices(formats.number(limit));
    }
}
