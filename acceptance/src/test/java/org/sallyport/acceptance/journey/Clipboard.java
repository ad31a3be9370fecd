package org.sallyport.acceptance.journey;

/// Pastes what was copied where another program would: into a field of somebody else's page.
final class Clipboard {
    private Clipboard() {}

    static String paste(Window window, StrangersSite site) {
        var elsewhere = window.page().context().newPage();
        try {
            elsewhere.navigate(site.show(
                    "/paste", "<!DOCTYPE html><title>Mail app</title><textarea id=field rows=5 cols=80></textarea>"));
            elsewhere.locator("#field").focus();
            elsewhere.keyboard().press("Control+V");
            return elsewhere.locator("#field").inputValue();
        } finally {
            elsewhere.close();
        }
    }
}
