/** The pay page's whole style: no file to fetch, and the CSP allows just this text by its hash. */
export const payPageStyles = `
*,*::before,*::after{box-sizing:border-box}
body{margin:0;min-height:100vh;display:flex;flex-direction:column;background:#f3f5f9;color:#1b2434;font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
.banner{margin:0;padding:10px 20px;background:#7a3e00;color:#fff;text-align:center;font-weight:600;font-size:15px}
main{flex:1;width:100%;max-width:980px;margin:0 auto;padding:48px 24px;display:grid;grid-template-columns:minmax(0,1fr) minmax(0,420px);gap:56px;align-items:start;align-content:start}
main.narrow{display:block;max-width:520px}
h1{margin:0;font-size:17px;font-weight:500;color:#46536b}
h2,.card h1{margin:0 0 20px;font-size:20px;font-weight:700;color:inherit}
.back{display:inline-block;margin-bottom:28px;color:#24478f;text-underline-offset:3px}
.amount{margin:4px 0 4px;font-size:44px;line-height:1.15;font-weight:700;letter-spacing:-.02em;font-variant-numeric:tabular-nums}
.for{margin:0 0 28px;color:#46536b}
.lines{width:100%;border-collapse:collapse;font-size:15px}
.lines th,.lines td{padding:12px 0;border-bottom:1px solid #d7deea;text-align:left;vertical-align:top;font-weight:400}
.lines td{text-align:right;padding-left:20px;white-space:nowrap;font-variant-numeric:tabular-nums}
.lines tfoot th,.lines tfoot td{border-bottom:0;font-weight:700;font-size:16px}
caption{text-align:left}
.small{margin:0;font-size:14px;color:#46536b}
.card{background:#fff;border-radius:14px;padding:28px;box-shadow:0 1px 2px rgba(20,32,56,.08),0 12px 32px rgba(20,32,56,.08)}
dl{margin:0 0 22px;border:1px solid #c3cddd;border-radius:8px;overflow:hidden}
dl div{display:flex;justify-content:space-between;gap:16px;padding:11px 14px}
dl div+div{border-top:1px solid #e1e7f0}
dt{color:#46536b}
dd{margin:0;font-variant-numeric:tabular-nums;overflow-wrap:anywhere;text-align:right}
label{display:block;margin-bottom:6px;font-weight:600}
input{width:100%;margin-bottom:18px;padding:11px 12px;font:inherit;color:inherit;background:#fff;border:1px solid #6b7890;border-radius:8px}
button{display:block;width:100%;min-height:48px;padding:11px 16px;font:inherit;font-weight:600;border-radius:8px;cursor:pointer}
.pay{color:#fff;background:#1d4f3f;border:1px solid #1d4f3f;font-size:17px}
.pay:hover{background:#143a2e}
.other{margin-top:10px;font-size:15px;font-weight:500;color:#1b2434;background:#fff;border:1px solid #8a96ab}
.other:hover{background:#f0f3f8}
:focus-visible{outline:3px solid #1b2434;outline-offset:2px;box-shadow:0 0 0 2px #ffd23f}
.tests{margin-top:26px;padding-top:22px;border-top:1px solid #e1e7f0}
.tests h3{margin:0 0 4px;font-size:15px}
.error{margin:0 0 20px;padding:12px 14px;border-left:5px solid #b3261e;background:#fdecea;color:#7c1710;border-radius:4px}
.bank{border-top:6px solid #24478f}
footer{padding:20px;text-align:center;font-size:13px;color:#5a677e}
@media (max-width:760px){main{grid-template-columns:minmax(0,1fr);gap:28px;padding:24px 16px}.amount{font-size:36px}.back{margin-bottom:16px}.card{padding:20px}}
`;
