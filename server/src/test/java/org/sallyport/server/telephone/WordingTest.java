package org.sallyport.server.telephone;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordingTest {
    @Test
    void aTextEndsWithWhatATelephoneFillsInOnOurPagesOnly() {
        assertThat(Messages.WORDING.of(Messages.text("en")).lines().toList())
                .containsExactly(
                        "482913 is your code for Olive & Pine. Tell it to nobody.", "", "@mfa.olive.example #482913");
    }

    @Test
    void aTextSpeaksGreekToWhoReadsGreek() {
        assertThat(Messages.WORDING.of(Messages.text("el")))
                .startsWith("482913: ο κωδικός σας για Olive & Pine.")
                .endsWith("\n@mfa.olive.example #482913");
    }

    @Test
    void aLanguageWithoutWordsOfItsOwnGetsEnglish() {
        assertThat(Messages.WORDING.of(Messages.text("tlh"))).startsWith("482913 is your code");
    }

    @Test
    void aCallSaysTheDigitsOneByOneAndTwice() {
        assertThat(Messages.WORDING.of(Messages.call("en")))
                .isEqualTo("Hello. Your code for Olive & Pine is: 4. 8. 2. 9. 1. 3. Once more: 4. 8. 2. 9. 1. 3. "
                        + "Tell it to nobody.");
        assertThat(Wording.voice(Messages.call("el").language())).isEqualTo("el-GR");
    }

    @Test
    void anEnglishTextFitsIntoOneMessage() {
        assertThat(Messages.WORDING.of(Messages.text("en")).length()).isLessThanOrEqualTo(160);
    }

    @Test
    void anOrganisationWithBracesInItsNameKeepsThem() {
        var wording = new Wording("{code} & Sons", "mfa.olive.example");

        assertThat(wording.of(Messages.text("en"))).startsWith("482913 is your code for {code} & Sons.");
    }
}
