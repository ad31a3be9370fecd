package org.sallyport.server.directory.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.method.CodeCheck;
import org.sallyport.core.method.TypedCode;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.recovery.RecoveryCodes;
import org.sallyport.core.recovery.Sheet;
import org.sallyport.core.secret.Keyset;
import org.sallyport.core.store.memory.MemoryStore;

class RecoveryCodesAfterRotationTest {
    @Test
    void recoveryCodesOutliveTheKeyThatMadeThem() {
        var keyset = Keyset.fresh(Fixtures.generator(), Fixtures.NOW);
        var olive = new Organisation(new MemoryStore(keyset), keyset, Limits.standard());
        var eleni = olive.enforced("eleni@olive.example");
        var hasher = new Argon2Hasher(keyset, olive.generator);
        var codes = new RecoveryCodes(olive.store, olive.mfa, hasher, olive.generator, olive.clock);
        var made = (Sheet.Made) codes.make(eleni.id(), olive.clock.instant(), _ -> true);
        var typed =
                made.codes().stream().map(code -> new TypedCode(code.reveal())).toList();

        assertThat(codes.check(eleni.id(), typed.get(2), (_, _) -> {})).isInstanceOf(CodeCheck.Accepted.class);
        keyset.adopt(keyset.rotated(olive.generator, Fixtures.NOW));
        assertThat(codes.check(eleni.id(), typed.get(7), (_, _) -> {})).isInstanceOf(CodeCheck.Accepted.class);
        assertThat(codes.check(eleni.id(), typed.get(2), (_, _) -> {})).isEqualTo(new CodeCheck.Wrong());
    }
}
