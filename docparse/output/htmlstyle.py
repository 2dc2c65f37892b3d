"""The looks of :mod:`docparse.output.html`: one style sheet, no script, nothing from elsewhere."""

COLOURS = """
:root{--ink:#1b1b1b;--dim:#555;--line:#cfcfcf;--task:#fdf1cf;--goal:#e1f1de;--lead:#cfe0ff;--implement:#e0e9fb;
--coordinate:#e9dff8;--monitor:#f8dcec;--receive:#e8e8e8;--due:#ffd9cc;--ref:#cdeeea;--indicator:#bfe3b8}
"""
TEXT_STYLE = """
*{box-sizing:border-box}
body{margin:0;color:var(--ink);background:#fff;font:1rem/1.65 system-ui,"Noto Sans","Segoe UI",Arial,sans-serif}
a{color:#0b4a8f}
a:focus-visible,summary:focus-visible,input:focus-visible{outline:3px solid #0b4a8f;outline-offset:2px}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:.5rem;background:#fff;padding:.3rem .6rem;z-index:2}
header{padding:1rem 1.25rem .75rem;border-bottom:1px solid var(--line)}
h1{font-size:1.35rem;line-height:1.35;margin:0 0 .25rem}
header p{margin:.15rem 0;color:var(--dim)}
.legend{border:0;margin:.6rem 0 0;padding:0;display:flex;flex-wrap:wrap;gap:.3rem .9rem}
.legend legend{padding:0;font-weight:600;float:left;margin-right:.9rem}
.legend label{display:inline-flex;gap:.35rem;align-items:center}
.legend input{margin:0;width:1rem;height:1rem}
.page{display:grid;grid-template-columns:minmax(13rem,19rem) minmax(0,52rem);gap:2rem;padding:0 1.25rem 3rem}
nav{position:sticky;top:0;align-self:start;max-height:100vh;overflow:auto;
padding:1rem 0;font-size:.9rem;line-height:1.4}
nav ol{list-style:none;margin:0;padding:0}nav ol ol{padding-left:.9rem}
nav a{display:block;padding:.2rem 0;text-decoration:none}nav a:hover{text-decoration:underline}
@media(min-width:52.01rem){nav details::details-content{content-visibility:visible;block-size:auto}}
.sample{white-space:nowrap;padding:.05rem .3rem;border-radius:.2rem;color:var(--ink)}
.k-task{background:var(--task)}.k-goal{background:var(--goal)}.k-indicator{background:var(--indicator)}
.k-agency{background:var(--lead)}.k-due{background:var(--due)}.k-ref{background:var(--ref)}
nav summary{font-weight:600;padding:.2rem 0}
main{padding-top:1rem;min-width:0}
.at{font-size:.75rem;color:var(--dim);border-top:1px dashed var(--line);text-align:right;margin:.6rem 0 0}
.p,h2,h3,h4{margin:0 0 .35rem;overflow-wrap:anywhere}
h2{font-size:1.15rem;margin-top:1.4rem}h3,h4{font-size:1.02rem;margin-top:1rem}
.role{font-size:.75rem;font-weight:400;color:var(--dim);border:1px solid var(--line);border-radius:.6rem;
padding:0 .45rem;margin-left:.5rem;white-space:nowrap}
mark{color:inherit;background:none;border-radius:.2rem;box-decoration-break:clone;-webkit-box-decoration-break:clone}
mark.task{background:var(--task);padding:.1rem 0}mark.goal{background:var(--goal);padding:.1rem 0}
mark mark,h2 mark,h3 mark,h4 mark,.p>mark{padding:.05rem .15rem}
.lead{background:var(--lead);font-weight:600}.implement{background:var(--implement)}
.coordinate{background:var(--coordinate)}.monitor{background:var(--monitor)}.receive{background:var(--receive)}
.due{background:var(--due)}.ref{background:var(--ref)}.indicator{background:var(--indicator)}
.lead,.implement,.coordinate,.monitor,.receive{border-bottom:2px solid currentColor}
.implement{border-bottom-style:dashed}.coordinate{border-bottom-style:dotted}.monitor{border-bottom-style:double}
.receive{border-bottom-width:1px}
mark[data-role]::after{content:" " attr(data-role);font-size:.68rem;font-weight:400;color:#333;vertical-align:super;
white-space:nowrap}
.n{font-size:.7rem;vertical-align:super;padding:0 .15rem;text-decoration:none}
.wide{overflow-x:auto;margin:.4rem 0 .6rem}table{border-collapse:collapse}
td{border:1px solid var(--line);padding:.25rem .5rem;vertical-align:top;min-width:2.2rem}
.why{margin:0 0 .8rem;font-size:.86rem;line-height:1.5}
.why>summary{color:var(--dim);cursor:pointer;width:fit-content;padding:.1rem .3rem .1rem 0}
.why>div{border-left:3px solid var(--line);padding:.1rem 0 .1rem .8rem;margin:.3rem 0}
.why>div:target{border-left-color:#0b4a8f;background:#f1f6fd}
.why p{margin:.1rem 0}.why ul{margin:.1rem 0;padding-left:1.1rem}
code{font:.92em ui-monospace,Menlo,Consolas,monospace;overflow-wrap:anywhere;color:#333}
.off-task:has(#k-task:not(:checked)) .task,.off-goal:has(#k-goal:not(:checked)) .goal,
.off-due:has(#k-due:not(:checked)) .due,.off-ref:has(#k-ref:not(:checked)) .ref,
.off-indicator:has(#k-indicator:not(:checked)) .indicator{background:none}
.off-agency:has(#k-agency:not(:checked)) mark[data-role]{background:none;border:0;font-weight:inherit}
.off-agency:has(#k-agency:not(:checked)) mark[data-role]::after{content:none}
@media(max-width:52rem){.page{display:block;padding:0 1rem 2rem}nav{position:static;max-height:none;
border-bottom:1px solid var(--line);padding:.5rem 0}header{padding:1rem}.legend legend{float:none;width:100%}}
@media print{nav,.legend input,.skip{display:none}.page{display:block;padding:0}header{padding:0 0 .5rem}
body{font-size:10.5pt}mark,.sample{-webkit-print-color-adjust:exact;print-color-adjust:exact}
.why::details-content{content-visibility:visible;block-size:auto}.why{break-inside:avoid}h2,h3,h4{break-after:avoid}}
"""
STYLE = COLOURS + TEXT_STYLE
