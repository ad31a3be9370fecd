package org.sallyport.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MavenWrapperTest {
    private final Repository repository = Repository.ofThisBuild();

    @Test
    void mvnwLooksForAJdk25BeforeItDoesAnythingElse() {
        String mvnw = repository.read("mvnw");

        assertThat(mvnw.indexOf("/tools/find-jdk.sh\""))
                .as("the JDK 25 prelude of mvnw: regenerating the wrapper drops it, see CONTRIBUTING.md")
                .isPositive()
                .isLessThan(mvnw.indexOf("set -euf"));
    }

    @Test
    void theMavenDistributionIsPinnedByItsChecksum() {
        assertThat(repository.read(".mvn/wrapper/maven-wrapper.properties"))
                .contains("distributionType=only-script")
                .containsPattern("(?m)^distributionSha256Sum=[0-9a-f]{64}$");
    }
}
