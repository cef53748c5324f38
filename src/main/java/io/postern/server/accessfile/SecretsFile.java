package io.postern.server.accessfile;

import io.postern.access.customservice.CustomServices;
import io.postern.access.subscription.MunchkinId;
import io.postern.foundation.store.DataFolder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.Yaml;

/** The file in the data folder, readable by its owner only, that tells the client secrets which an access file left open. */
final class SecretsFile {
    private static final String HEAD = """
            # The client secrets that Postern made for custom services of an access file.
            # Where a service is listed twice, the last one counts. Delete what you have copied.
            """;

    private SecretsFile() {}

    /** Adds services to the file of a subscription and returns its path. What is there already stays. */
    static Path add(DataFolder folder, MunchkinId subscription, List<CustomServices.Created> services) {
        String name = "access-secrets-" + subscription + ".yaml";
        DumperOptions block = new DumperOptions();
        block.setDefaultFlowStyle(FlowStyle.BLOCK);
        List<Map<String, String>> entries =
                services.stream().map(SecretsFile::entry).toList();
        return folder.writePrivate(name, folder.read(name).orElse(HEAD) + new Yaml(block).dump(entries));
    }

    private static Map<String, String> entry(CustomServices.Created created) {
        Map<String, String> entry = new LinkedHashMap<>();
        entry.put("displayName", created.service().displayName());
        entry.put("clientId", created.service().clientId().toString());
        entry.put("clientSecret", created.secret().text());
        return entry;
    }
}
