package org.sallyport.server.web.device;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.account.Account;
import org.sallyport.core.apppassword.AppPasswords;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.device.Collecting;
import org.sallyport.core.device.DeviceHandover;
import org.sallyport.core.secret.Secret;
import org.sallyport.server.web.Services;
import org.sallyport.server.web.Visitor;
import org.sallyport.server.web.frame.Page;
import org.sallyport.server.web.session.ClientAddress;
import org.sallyport.server.web.setup.QrPicture;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// The link of a card: looking at it changes nothing, so that programs which look at links do not use it up; the button
/// makes the secret and shows it, once.
@Controller
class CardPages {
    private final DeviceHandover handover;
    private final Services.Devices devices;
    private final ClientAddress address;

    CardPages(Services.Devices devices, ClientAddress address) {
        this.handover = devices.handover();
        this.devices = devices;
        this.address = address;
    }

    @GetMapping("/card")
    ModelAndView look(@RequestParam(defaultValue = "") String token) {
        try (var secret = Secret.of(token)) {
            return handover.behind(secret)
                    .map(account -> Page.of("card")
                            .with("name", name(account))
                            .with("token", token)
                            .show())
                    .orElseGet(CardPages::gone);
        }
    }

    @PostMapping("/card")
    ModelAndView open(
            @AuthenticationPrincipal @Nullable Visitor visitor,
            @RequestParam(defaultValue = "") String token,
            HttpServletRequest request) {
        var who = Optional.ofNullable(visitor).map(Visitor::id);
        try (var secret = Secret.of(token)) {
            return switch (handover.collect(secret, who, address.of(request))) {
                case Collecting.HandedOver handed -> show(handed);
                case Collecting.OwnCard() -> Page.of("card-own").show();
                case Collecting.NotOpen() -> gone();
            };
        }
    }

    private ModelAndView show(Collecting.HandedOver handed) {
        try (var secret = handed.secret()) {
            var limits = handed.device().limits();
            return Page.of("card-shown")
                    .with("name", name(handed.account()))
                    .with("username", handed.account().username().canonical())
                    .with("groups", List.of(AppPasswords.grouped(secret).split(" ")))
                    .with("picture", QrPicture.of(secret.reveal()))
                    .with("senders", limits.senders().stream().sorted().toList())
                    .with("cap", limits.cap())
                    .with("sends", limits.protocols().contains(Protocol.SMTP))
                    .with("protocols", limits.protocols().stream().sorted().toList())
                    .with("server", devices.submission())
                    .with("until", limits.until())
                    .show();
        }
    }

    private static String name(Account account) {
        return account.profile().displayName();
    }

    private static ModelAndView gone() {
        return Page.of("card-gone").gone().show();
    }
}
