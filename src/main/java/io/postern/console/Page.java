package io.postern.console;

import io.postern.access.session.SignedInPerson;
import java.util.List;
import java.util.Optional;

/**
 * What the frame around a page shows.
 *
 * @param path of the request with its query, to come back to after a change of language
 * @param assetVersion changes with the style sheets and scripts, so that browsers keep none too long
 * @param person empty while nobody is signed in; the frame then has no navigation
 * @param section the one that the navigation marks; empty for none
 */
public record Page(
        Language language,
        Formats formats,
        String path,
        String assetVersion,
        Optional<SignedInPerson> person,
        Optional<Section> section) {

    public List<Language> languages() {
        return List.of(Language.values());
    }

    /** The sections of the navigation under a heading. */
    public List<Section> sections(Section.Group group) {
        return List.of(Section.values()).stream()
                .filter(listed -> listed.group() == group)
                .toList();
    }

    public List<Section.Group> groups() {
        return List.of(Section.Group.values());
    }

    public boolean isAt(Section listed) {
        return section.equals(Optional.of(listed));
    }
}
