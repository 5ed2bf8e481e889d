import { allianceName } from "./brand.ts";

/** Pages of functions/home that every visitor must be able to find. */
export const footerLinks = [
  { href: "/contact", text: "Help and contact" },
  { href: "/accessibility", text: "Accessibility statement" },
  { href: "/privacy", text: "Privacy notice" },
  { href: "/cookies", text: "Cookies" },
  { href: "/api/docs", text: "API" },
] as const;

export const Footer = () => (
  <footer class="govuk-template__footer app-footer">
    <div class="govuk-width-container">
      <nav aria-label="Footer">
        <ul class="app-footer__list">
          {footerLinks.map((link) => (
            <li class="app-footer__item">
              <a class="app-footer__link" href={link.href}>
                {link.text}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <p class="app-footer__text">{allianceName}: schools, trusts and partners, working together.</p>
    </div>
  </footer>
);
