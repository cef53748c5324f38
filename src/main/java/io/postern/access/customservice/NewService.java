package io.postern.access.customservice;

import java.util.Optional;
import java.util.UUID;

/**
 * A custom service to be made.
 *
 * @param description empty for none
 * @param userId the API-only user that will own it
 * @param clientId empty for a new one
 * @param secret empty for a new one
 */
public record NewService(
        String displayName, String description, long userId, Optional<UUID> clientId, Optional<ClientSecret> secret) {}
