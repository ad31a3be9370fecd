package org.sallyport.acceptance.journey;

import java.nio.file.Path;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives a test [Windows], and whatever comes before all tests of a class the [Chromium] to open some itself. After the
/// test all of its windows are closed; where it failed, with a picture of what they showed.
final class InChromium implements ParameterResolver, AfterEachCallback {
    private static final ExtensionContext.Namespace HERE = ExtensionContext.Namespace.create(InChromium.class);
    private static final Path FAILURES = Camera.FOLDER.resolve("failures");

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        var type = parameter.getParameter().getType();
        return type == Windows.class || type == Chromium.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        var chromium = Running.CHROMIUM;
        return parameter.getParameter().getType() == Chromium.class
                ? chromium
                : test.getStore(HERE).computeIfAbsent(Windows.class, none -> new Windows(chromium), Windows.class);
    }

    /// One for all tests of the process, launched for the first and closed behind the last.
    private static final class Running {
        private static final Chromium CHROMIUM = launch();

        private static Chromium launch() {
            var chromium = Chromium.launch();
            Runtime.getRuntime().addShutdownHook(new Thread(chromium::close));
            return chromium;
        }
    }

    @Override
    public void afterEach(ExtensionContext test) {
        var windows = test.getStore(HERE).remove(Windows.class, Windows.class);
        if (windows == null) {
            return;
        }
        boolean failed = test.getExecutionException().isPresent();
        try (windows) {
            if (failed) {
                windows.picture(FAILURES, test.getRequiredTestMethod().getName());
            }
        }
        if (!failed) {
            windows.assertNoComplaints();
        }
    }
}
